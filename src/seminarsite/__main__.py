"""`python -m seminarsite` is the command `seminarsite`."""

from seminarsite.cli import main

if __name__ == "__main__":
    main()
