"""Where our own files are, in a checkout; tests/test_wheel.py looks into the wheel."""

from seminarsite.ours import folder


def test_the_folders_of_a_checkout() -> None:
    assert (folder("templates") / "base.html").is_file()
    assert (folder("static") / "style.css").is_file()
    assert (folder("languages") / "de.po").is_file()
