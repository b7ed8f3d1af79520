"""The command line: options in, one call of the library, a renderer out."""

NAME = "hz-titles"  # The program, as it is called
COMPLETION_VARIABLE = "_HZ_TITLES_COMPLETE"  # The variable through which a shell asks what may come next
