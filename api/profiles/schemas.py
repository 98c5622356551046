"""A county profile: the parts each room understands, put together."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from api.accounts import DemoAccount
from api.events import EventsDemo
from api.indicators import IndicatorsDemo, IndicatorsProfile
from api.outreach import OutreachDemo
from api.places import PlacesProfile
from api.programme import ProgrammeDemo, ProgrammeProfile

LanguageCode = Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[a-z]+)?$")]
Name = Annotated[str, Field(min_length=1, max_length=60)]


class LanguagesPart(BaseModel):
    """The languages a county offers. `plain` ones are chosen by the reader only and fall back to another language."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    source: Annotated[Literal["de"], Field(description="The language of all texts in the profile.")] = "de"
    offered: Annotated[list[LanguageCode], Field(min_length=1)]
    plain: dict[LanguageCode, LanguageCode] = {}
    rtl: list[LanguageCode] = []
    names: Annotated[dict[LanguageCode, Name], Field(description="What each language calls itself.")]
    translations: Annotated[
        Literal["required", "optional"],
        Field(description="Whether a text without translation is an error, or shown in the source language."),
    ] = "optional"

    @property
    def codes(self) -> tuple[str, ...]:
        """All languages, plain ones last."""
        return (*self.offered, *self.plain)

    @model_validator(mode="after")
    def _fits_together(self) -> "LanguagesPart":
        if self.source not in self.offered:
            raise ValueError("offered: the source language is missing")
        if nameless := [code for code in self.codes if code not in self.names]:
            raise ValueError(f"names: missing for {', '.join(nameless)}")
        if unknown := {*self.rtl, *self.names, *self.plain.values()} - {*self.codes}:
            raise ValueError(f"offered: does not have {', '.join(sorted(unknown))}")
        return self


class Profile(ProgrammeProfile, IndicatorsProfile, PlacesProfile):
    """`programme.yaml`: what every room takes from its top level."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    languages: LanguagesPart


class Demo(PlacesProfile):
    """`demo.yaml`: invented organisations, reports, accounts, outreach, events and values to try it all out."""

    programme: ProgrammeDemo = ProgrammeDemo()
    accounts: tuple[DemoAccount, ...] = ()
    outreach: OutreachDemo = OutreachDemo()
    events: EventsDemo = EventsDemo()
    indicators: IndicatorsDemo = IndicatorsDemo()


class TextsFile(BaseModel):
    """`texts/<language>.yaml`: German text → translation, by whether a person has checked it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    reviewed: dict[str, Annotated[str, Field(min_length=1)]] = {}
    machine: dict[str, Annotated[str, Field(min_length=1)]] = {}
