"""What ``kiosk new`` writes as an example, by which the check knows that nobody replaced it."""

# The values that kiosk/authoring/new_folder.py writes, by key; a test compares the two.
WORDS = frozenset(
    {
        "Our Exhibition",
        "1 Example Street, Sacramento, CA",
        "What it is about, in two sentences, for the screen About.",
        "An Example",
        "Name of the artist",
        "Three bands of colour, dark at the top and light at the bottom",
        "The wall text, at most 100 words. Tell visitors what makes them look at the work again.",
        "An Example of a Poem",
        "Name of the poet",
        "Every line is shown as you type it,\n    with its indents,\n\nand its blank lines.",
        "An Example of an Event",
        "What will happen, in a few sentences.",
        "An Example of a Book",
        "Name of its author",
        "Why it is worth reading.",
        "Who made the exhibition, and why. The screen About shows the files of this folder one"
        " after another.",
    }
)
# The comment in the example's JPEG, behind its first marks.
PICTURE_MARK = b"kiosk new: an example to replace"
