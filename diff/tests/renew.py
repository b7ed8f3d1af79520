"""Writes anew what the tests hold against today's output: ``python -m tests.renew [NAME]``.

Only after a change that is meant: read the difference before committing it.
"""

from __future__ import annotations

from argparse import ArgumentParser

from tests import panels, pictures
from tests.support import schemas

KEPT = {"panels": panels.kept, "pictures": pictures.kept, "schemas": schemas.kept}


def main() -> None:
    """Write the files of one name, or all of them."""
    parser = ArgumentParser(prog="python -m tests.renew", description=__doc__)
    parser.add_argument("name", nargs="?", choices=KEPT, help="all of them where none is given")
    wanted = parser.parse_args().name
    for name, kept in KEPT.items():
        if wanted in (None, name):
            for path, text in kept():
                path.write_text(text, encoding="utf-8", newline="\n")
                print(path.name)


if __name__ == "__main__":
    main()
