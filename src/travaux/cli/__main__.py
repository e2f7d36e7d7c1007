"""`python -m travaux.cli` is the `travaux` command."""

from travaux.cli import main

if __name__ == "__main__":
    main()
