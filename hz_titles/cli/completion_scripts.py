"""The scripts through which the shells ask for completions, and where each is installed."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from ..errors import UsageError
from ..language import Phrase
from ..names.text import printable
from ..paths import shown_path
from . import COMPLETION_VARIABLE, NAME
from .completion import SHELLS, UNKNOWN_SHELL
from .language import tr
from .output import put, say

_INSTALLED = Phrase(
    "{shell} 的补全已装到 {path}，重新打开终端后生效",
    "completion for {shell} installed in {path}; it works from the next terminal on",
)
_NOT_INSTALLED = Phrase("补全没有装成：{why}", "completion could not be installed: {why}")

_BASH = """\
_hz_titles_completion() {
    local IFS=$'\\n'
    COMPREPLY=( $( env COMP_WORDS="${COMP_WORDS[*]}" COMP_CWORD=$COMP_CWORD VARIABLE=complete_bash $1 ) )
    return 0
}
complete -o default -F _hz_titles_completion PROGRAM
"""
# Zsh loads the file at the first Tab, which would go unanswered without the last line.
_ZSH = """\
#compdef PROGRAM
_hz_titles_completion() {
    eval $(env _TYPER_COMPLETE_ARGS="${words[1,$CURRENT]}" VARIABLE=complete_zsh PROGRAM)
}
compdef _hz_titles_completion PROGRAM
if [ "$funcstack[1]" = "_PROGRAM" ]; then _hz_titles_completion "$@"; fi
"""
_FISH = """\
function __hz_titles_completion
    env VARIABLE=complete_fish _TYPER_COMPLETE_FISH_ACTION=$argv[1] \\
        _TYPER_COMPLETE_ARGS=(commandline -cp) PROGRAM
end
complete --command PROGRAM --no-files --arguments "(__hz_titles_completion get-args)" \\
    --condition "__hz_titles_completion is-args"
"""
_POWERSHELL = """\
Register-ArgumentCompleter -Native -CommandName PROGRAM -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $Env:VARIABLE = "complete_powershell"
    $Env:_TYPER_COMPLETE_ARGS = $commandAst.ToString()
    $Env:_TYPER_COMPLETE_WORD_TO_COMPLETE = $wordToComplete
    PROGRAM | ForEach-Object {
        $text, $meaning = $_ -Split ":::"
        [System.Management.Automation.CompletionResult]::new($text, $text, 'ParameterValue', $meaning)
    }
    $Env:VARIABLE = $Env:_TYPER_COMPLETE_ARGS = $Env:_TYPER_COMPLETE_WORD_TO_COMPLETE = ""
}
"""
_SCRIPTS = dict(zip(SHELLS, (_BASH, _ZSH, _FISH, _POWERSHELL, _POWERSHELL), strict=True))
_PLACES = {
    "bash": (f".bash_completions/{NAME}.sh", ".bashrc", f"source ~/.bash_completions/{NAME}.sh"),
    "zsh": (f".zfunc/_{NAME}", ".zshrc", "fpath+=~/.zfunc; autoload -Uz compinit; compinit"),
    "fish": (f".config/fish/completions/{NAME}.fish", None, ""),
}
"""Where a script goes in the home folder, and the line that the shell's own file needs to find it."""


def script(shell: str) -> str:
    """Return the script of a shell."""
    return _SCRIPTS[shell].replace("VARIABLE", COMPLETION_VARIABLE).replace("PROGRAM", NAME)


def show() -> None:
    """Print the script for the shell that the program was started from."""
    put(script(_shell()))


def install() -> None:
    """Install the script for the shell that the program was started from, and say where.

    Raises:
        UsageError: the shell is not known, or its files cannot be written.
    """
    shell = _shell()
    try:
        path = _install(shell)
    except OSError as error:
        raise UsageError(_NOT_INSTALLED, why=error.strerror or str(error)) from None
    say(tr(_INSTALLED, shell=shell, path=shown_path(str(path))))


def _install(shell: str) -> Path:
    if shell not in _PLACES:
        path = _powershell_profile(shell)
        _add_line(path, script(shell))
        return path
    place, settings, line = _PLACES[shell]
    path = Path.home() / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(script(shell), encoding="utf-8")
    if settings is not None:
        _add_line(Path.home() / settings, line)
    return path


def _add_line(path: Path, text: str) -> None:
    """Add `text` to a file that may not exist yet, unless it stands there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    before = path.read_bytes() if path.exists() else b""
    if text.encode() not in before:
        path.write_bytes(before + b"\n" * (before[-1:] not in (b"", b"\n")) + text.encode().rstrip() + b"\n")


def _powershell_profile(shell: str) -> Path:
    import subprocess

    asked = [shell, "-NoProfile", "-Command", "[Console]::OutputEncoding = [Text.Encoding]::UTF8; $profile"]
    return Path(subprocess.run(asked, check=False, capture_output=True).stdout.decode("utf-8-sig").strip())


def _shell() -> str:
    import shellingham  # type: ignore[import-untyped]

    try:
        name = str(shellingham.detect_shell()[0])
    except shellingham.ShellDetectionFailure:
        name = os.path.basename(os.environ.get("SHELL", ""))
    if name in SHELLS:
        return name
    if sys.platform == "win32":
        return "powershell"
    raise UsageError(UNKNOWN_SHELL, shell=printable(name, 40), accepted=" ".join(SHELLS))
