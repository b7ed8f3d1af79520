"""Entry point of ``hz-titles`` and ``python -m hz_titles``."""

from .cli.app import main

if __name__ == "__main__":
    main()
