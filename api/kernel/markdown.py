"""Markdown as people type it, as HTML that cannot do anything: rendered here, cleaned by nh3 as the last gate.

Raw HTML is shown as the text it is, pictures are left out (pages load nothing from elsewhere), headings begin below
those of the page.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import nh3
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from pydantic import BaseModel, ConfigDict, Field

from api.kernel.language import Text, said
from api.kernel.permission import SignedIn
from api.kernel.routing import Room

_HEADINGS_DOWN = 2  # a page has its h1, a part of it its h2
_TAGS = frozenset({"a", "blockquote", "br", "code", "em", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre"}) | {
    "strong",
    "ul",
}
_SIGNS = re.compile(r"[*_`#\[\\<&]|^ {0,3}(?:>|={3,}|-{3,}|~{3,})", re.MULTILINE)  # what makes a text more than text
_SCHEMES = frozenset({"http", "https", "mailto", "tel"})

router = Room(prefixes=("/staff/markdown",), tags=["Staff"])


class RichText(Text):
    """A text whose author may use Markdown; `html` is safe to show as it is."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "text": "Erstes *Treffen*",
                    "lang": "de",
                    "state": "original",
                    "html": "<p>Erstes <em>Treffen</em></p>\n",
                }
            ]
        }
    )

    html: str = Field(description="`text` as HTML: paragraphs, lists, emphasis, links; nothing that runs or loads.")


class MarkdownWish(BaseModel):
    """A text to look at before it is kept."""

    model_config = ConfigDict(extra="forbid")

    text: str = Field(max_length=20_000, examples=["Erstes *Treffen*"])


class MarkdownView(BaseModel):
    """The text as visitors will see it."""

    html: str = Field(examples=["<p>Erstes <em>Treffen</em></p>\n"])


def _lower_headings(state: StateCore) -> None:
    for token in state.tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(6, int(token.tag[1]) + _HEADINGS_DOWN)}"


def _made() -> MarkdownIt:
    made = MarkdownIt("commonmark", {"html": False, "breaks": True, "maxNesting": 20})
    made.disable(["image", "html_block", "html_inline"])
    made.core.ruler.push("lower_headings", _lower_headings)
    return made


_MARKDOWN = _made()


def rendered(text: str) -> str:
    """Return Markdown as clean HTML."""
    return cleaned(_MARKDOWN.render(text))


def cleaned(html: str) -> str:
    """Return HTML with nothing left but what `_TAGS` allow, and links to the web, to mail and to telephones."""
    return nh3.clean(
        html,
        tags=set(_TAGS),
        clean_content_tags={"script", "style"},
        attributes={"a": {"href"}, "*": set()},
        url_schemes=set(_SCHEMES),
        link_rel="noopener noreferrer",
    )


def plain(text: str) -> str:
    """Return Markdown as people read it where nothing but text can be shown: no signs, links with their address."""
    return "\n".join(_lines(_MARKDOWN.parse(text))).strip() if _SIGNS.search(text) else text


def _lines(tokens: Sequence[Token]) -> Iterator[str]:
    """Yield the lines of blocks; an empty one between those that are no items of one list."""
    marks: list[str] = []  # of the lists around; those with numbers have none of their own
    opening = ""
    for token in tokens:
        if token.type in {"bullet_list_open", "ordered_list_open"}:
            marks.append("– " if token.type.startswith("bullet") else "")
        elif token.type in {"bullet_list_close", "ordered_list_close"}:
            marks.pop()
            if not marks:
                yield ""
        elif token.type == "list_item_open":
            opening = marks[-1] or f"{token.info}. "
        elif token.type in {"inline", "fence", "code_block"}:
            yield opening + (_words(token.children) if token.children else token.content.strip())
            opening = ""
            if not marks:
                yield ""


def _words(tokens: Sequence[Token]) -> str:
    said, target = "", ""
    for token in tokens:
        if token.type == "link_open":
            said, target = said + "\0", str(token.attrGet("href"))
        elif token.type == "link_close":
            before, _, name = said.rpartition("\0")
            said = before + (name if target in _same(name) else f"{name} ({target})")
        else:
            said += "\n" if token.type.endswith("break") else token.content
    return said


def _same(name: str) -> set[str]:
    """Return the addresses a link need not say, because its name does."""
    return {name, *(f"{scheme}{name}" for scheme in ("https://", "http://", "mailto:", "tel:"))}


def rich(stored: Mapping[str, Any], language: str) -> RichText:
    """Return a stored text in `language` as `said` does, with its HTML."""
    found = said(stored, language)
    return RichText(text=found.text, lang=found.lang, state=found.state, html=rendered(found.text))


def rich_or_none(stored: Mapping[str, Any] | None, language: str) -> RichText | None:
    """Return `rich`, or None when nothing is stored."""
    return rich(stored, language) if stored else None


@router.post("/staff/markdown", operation_id="preview_markdown", summary="How a text will look")
def preview_markdown(_actor: SignedIn, wish: MarkdownWish) -> MarkdownView:
    """Return a text as visitors will see it; nothing is kept."""
    return MarkdownView(html=rendered(wish.text))
