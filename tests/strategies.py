"""Hypothesis strategies: valid episodes, the ways to write them down, and texts that break things."""


from hypothesis import strategies as st

TRICKY = (
    'He said "no": why?',
    "It's # not a comment",
    "- a dash first",
    "? a question",
    "* star & ampersand",
    "!tag",
    "%directive",
    "@at `tick`",
    "{brace: [bracket, ",
    "null",
    "~",
    "NO",
    "on",
    "010",
    "1:05:20",
    "2024-01-02",
    "0x10",
    ".5",
    "---",
    "+++",
    "<b>bold</b> & <script>",
    "]]>",
    "&amp; &#60; &nbsp;",
    "شاي وقت \u200fשלום\u200e",
    "👩‍👩‍👧‍👦 🌫️ e\u0301",
    "tab\there\nand a line",
    " space round ",
    "C:\\path\\n",
    "\u0085 \u2028 \u00a0 \ufeff",
    "100 % | > |-",
    "item\u2028",
)
LEGAL = st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff")
texts = st.one_of(
    st.sampled_from(TRICKY), st.text(LEGAL, min_size=1, max_size=40).filter(str.strip)
)
"""Any text that XML can hold, and the texts that YAML, HTML and XML are likely to spoil."""
lines = texts.map(lambda text: " ".join(text.split()))
words = st.text(st.sampled_from("abcdefghijklmnopqrstuvwxyz0123456789-"), min_size=1, max_size=8)
hosts = words.map(lambda word: f"{word.strip('-') or 'x'}.example")
paths = st.text(st.sampled_from("abcXYZ019/-_.~?=&%()'"), max_size=20)
urls = st.builds("https://{}/{}".format, hosts, paths)
whole = st.integers(0, 10**9)
decimals = st.one_of(
    st.integers(0, 9999).map(str),
    st.builds("{}.{}".format, st.integers(0, 999), st.integers(0, 999)),
)
seconds = st.one_of(
    st.integers(1, 40_000).map(float), st.integers(1, 4_000_000).map(lambda ms: ms / 1000)
)
truths = st.booleans()
names = st.from_regex(r"[A-Za-z][A-Za-z0-9]{0,7}", fullmatch=True)
extra = st.none() | st.dictionaries(names, texts, min_size=1, max_size=2)
"""Attributes that a model does not know: no name of one that it knows is as long as these may be."""
offsets = st.builds("{}{:02d}:{:02d}".format, st.sampled_from("+-"), st.integers(0, 13), st.integers(0, 59))
days = st.dates(min_value=__import__("datetime").date(1990, 1, 1))
