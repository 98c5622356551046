"""Markdown becomes HTML that cannot do anything; each of the two guards holds without the other."""

import re
from html.parser import HTMLParser

import pytest
from markdown_it import MarkdownIt

from api.kernel import markdown
from api.kernel.permission import Actor

PAYLOADS = [
    "<script>alert(1)</script>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><a xlink:href=javascript:alert(1)><text y=20>x</text></a></svg>",
    "<math><mi xlink:href=javascript:alert(1)>x</mi></math>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<details open ontoggle=alert(1)>x</details>",
    "<a href=javascript:alert(1)>x</a>",
    "<a href='java\tscript:alert(1)'>x</a>",
    "<form action=javascript:alert(1)><button>x</button></form>",
    "<style>@import 'http://evil.example/x.css'</style>",
    "<base href=//evil.example/>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](vbscript:msgbox(1))",
    "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "![x](data:image/svg+xml;base64,PHN2Zy8+)",
    "![x](http://evil.example/pixel.png)",
    "<javascript:alert(1)>",
    "[x]: javascript:alert(1)\n\n[x]",
    '[x](https://a.example "onmouseover=alert(1)")',
    "> * 1. <script>alert(1)</script>",
    "`<script>alert(1)</script>`",
    "```\n<script>alert(1)</script>\n```",
    "**<img src=x onerror=alert(1)>**",
    "[<img src=x onerror=alert(1)>](https://a.example)",
]
SAFE = re.compile(r"(https?:|mailto:|tel:|/|#)", re.ASCII)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Nur Text\n- eins", "Nur Text\n- eins"),
        ("# Titel\n**Satzung**, *Vorstand*\nEintragung", "Titel\n\nSatzung, Vorstand\nEintragung"),
        ("Was:\n\n* eins\n* zwei\n\nEnde", "Was:\n\n– eins\n– zwei\n\nEnde"),
        ("3. `drei`\n4. vier\n   * fünf", "3. drei\n4. vier\n– fünf"),
        (
            "[Anmeldung](https://a.example/x) und <https://b.example>",
            "Anmeldung (https://a.example/x) und https://b.example",
        ),
        ("[a.example](https://a.example/kurs/17) [b](tel:0631)", "a.example (https://a.example/kurs/17) b (tel:0631)"),
        ("[a.example](https://a.example), [x@a.example](mailto:x@a.example)", "a.example, x@a.example"),
        ("> Zitat \\*\n\n```\na < b\n```", "Zitat *\n\na < b"),
        ("<b>5 &lt; 6</b>", "<b>5 < 6</b>"),
    ],
)
def test_where_nothing_is_laid_out_it_is_read_without_its_signs(text, said):
    assert markdown.plain(text) == said


class Seen(HTMLParser):
    """What a browser would make of it: elements with their attributes."""

    def __init__(self, html):
        super().__init__()
        self.elements = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))


def dangers(html):
    found = []
    for tag, attributes in Seen(html).elements:
        if tag not in markdown._TAGS:
            found.append(tag)
        found += [name for name in attributes if name not in {"href", "rel"}]
        found += [href for name, href in attributes.items() if name == "href" and not SAFE.match(href)]
    return found


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_that_runs_or_loads_comes_through(payload):
    assert dangers(markdown.rendered(payload)) == []


@pytest.mark.parametrize("payload", PAYLOADS)
def test_the_last_gate_alone_holds_too(payload):
    everything = MarkdownIt("commonmark", {"html": True})
    everything.validateLink = lambda _: True
    assert dangers(markdown.cleaned(everything.render(payload))) == []


def test_without_both_guards_the_payloads_would_come_through():
    """The control: a renderer that lets everything through, and nothing behind it."""
    everything = MarkdownIt("commonmark", {"html": True})
    everything.validateLink = lambda _: True
    harmless = [one for one in PAYLOADS if not dangers(everything.render(one))]
    assert len(harmless) <= 3  # what Markdown itself shows as code


def test_the_renderer_alone_holds_but_for_what_only_the_gate_forbids():
    """Without nh3 no payload runs; what is left are titles of links."""
    assert {one for payload in PAYLOADS for one in dangers(markdown._MARKDOWN.render(payload))} == {"title"}


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Ein *Anfang*\nund **mehr**", "<p>Ein <em>Anfang</em><br>\nund <strong>mehr</strong></p>\n"),
        ("# Groß", "<h3>Groß</h3>\n"),
        ("###### Klein", "<h6>Klein</h6>\n"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"),
        (
            "[Amt](https://www.example.org)",
            '<p><a href="https://www.example.org" rel="noopener noreferrer">Amt</a></p>\n',
        ),
        ("<https://www.example.org>", '<p><a href="https://www.example.org" rel="noopener noreferrer">https://www.example.org</a></p>\n'),
        ("2 < 3 & <b>", "<p>2 &lt; 3 &amp; &lt;b&gt;</p>\n"),
        ("", ""),
    ],
)  # fmt: skip
def test_what_people_type_becomes(text, html):
    assert markdown.rendered(text) == html


def test_a_text_nested_without_end_ends():
    assert len(markdown.rendered(">" * 20_000 + " x")) < 30_000


def test_the_preview_is_for_signed_in_people_and_keeps_nothing(start):
    client = start()
    wish, ours = {"text": "*x*"}, {"Sec-Fetch-Site": "same-origin"}
    nobody = client.post("/api/v1/staff/markdown", json=wish, headers=ours)
    client.app.api.state.authenticate = lambda *_: Actor("account:1")
    somebody = client.post("/api/v1/staff/markdown", json=wish, headers=ours)
    long = client.post("/api/v1/staff/markdown", json={"text": "x" * 20_001}, headers=ours)

    assert (nobody.status_code, somebody.status_code, long.status_code) == (401, 200, 422)
    assert somebody.json() == {"html": "<p><em>x</em></p>\n"}
