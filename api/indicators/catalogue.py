"""The catalogue of what is published, as DCAT-AP.de: one data set per indicator, one distribution per format."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, cast

from sqlmodel import Session, col, select

from api.indicators import words
from api.indicators.release_tables import ReleaseCell
from api.indicators.tables import Indicator
from api.kernel.language import Text, said, said_or_none
from api.kernel.problems import NotFound
from api.kernel.reading import columns, rows_of
from api.kernel.tables import Installation
from api.places import read_territory
from api.programme import sender

_LICENCE = "http://dcat-ap.de/def/licenses/dl-by-de/2.0"
_DISTRICT = "http://dcat-ap.de/def/politicalGeocoding/districtKey/"
_LEVEL = "http://dcat-ap.de/def/politicalGeocoding/Level/administrativeDistrict"
_THEME = "http://publications.europa.eu/resource/authority/data-theme/SOCI"
_FILE_TYPE = "http://publications.europa.eu/resource/authority/file-type/"
_DCATDE = "http://dcat-ap.de/def/dcatde/"
FORMATS = {  # suffix: media type, file type of the EU's list
    "csv": ("text/csv", "CSV"),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "XLSX"),
    "sdmx.csv": ("application/vnd.sdmx.data+csv", "CSV"),
    "sdmx.json": ("application/vnd.sdmx.data+json", "JSON"),
    "jsonstat.json": ("application/json", "JSON"),
    "datapackage.json": ("application/json", "JSON"),
    "csv-metadata.json": ("application/json", "JSON"),
    "chart.svg": ("image/svg+xml", "SVG"),
    "chart.png": ("image/png", "PNG"),
}


Form = Literal["json-ld", "turtle"]
Say = Callable[..., None]  # a subject, then pairs of predicate and value


@dataclass(frozen=True)
class Publisher:
    """Who publishes: the county, its key, and where the site is."""

    name: str
    district: str
    address: str  # of the site, without a slash at its end


@dataclass(frozen=True)
class DataSet:
    """What the catalogue says of an indicator."""

    code: str
    title: Text
    about: Text | None


_RELEASED = (
    columns(Indicator.code, Indicator.text, Indicator.definition)
    .where(col(Indicator.code).in_(select(ReleaseCell.indicator)))
    .order_by(col(Indicator.position))
)


def read(session: Session, address: str, language: str, form: Form) -> bytes:
    """Return the catalogue of the indicators that have released numbers, for the site at `address`.

    Raises NotReady when no profile is loaded, NotFound when it names no county.
    """
    county = sender(session, language)
    districts = [place.key for place in read_territory(session).places.values() if place.kind == "county"]
    if not districts:
        raise NotFound
    sets = [
        DataSet(row.code, said(row.text, language), said_or_none(row.definition, language))
        for row in rows_of(session, _RELEASED)
    ]
    demo = session.get(Installation, "demo") is not None
    return as_catalogue(Publisher(county.name, districts[0], address), sets, language, form, demo=demo)


def as_catalogue(
    publisher: Publisher, sets: Sequence[DataSet], language: str, form: Form, *, demo: bool = False
) -> bytes:
    """Return the catalogue; the same sets give the same bytes. In a demo a keyword says so."""
    # rdflib takes a third of a second to import: only who asks for the catalogue waits for it
    from rdflib import DCAT, DCTERMS, FOAF, RDF, Literal as Said, URIRef  # noqa: I001, PLC0415

    graph = _graph()
    catalogue = URIRef(f"{publisher.address}/api/v1/catalogue")
    agent = URIRef(f"{catalogue}#publisher")

    def say(subject: Any, *pairs: tuple[Any, Any]) -> None:
        for predicate, value in pairs:
            graph.add((subject, predicate, value))

    def text(said: Text) -> Any:
        return Said(said.text, lang=said.lang.partition("-")[0])

    def named(key: str) -> Any:
        return text(found) if (found := words.say(key, language)) else Said(key)

    say(agent, (RDF.type, FOAF.Agent), (FOAF.name, Said(publisher.name)))
    say(catalogue, (RDF.type, DCAT.Catalog), (DCTERMS.title, named("catalogue.title")))
    say(catalogue, (DCTERMS.description, named("catalogue.about")), (DCTERMS.publisher, agent))
    say(catalogue, (DCTERMS.license, URIRef(_LICENCE)), (FOAF.homepage, URIRef(f"{publisher.address}/indikatoren")))
    for one in sets:
        _describe(say, one, publisher, text(one.about) if one.about else named("catalogue.about"))
    for one in (catalogue, *graph.objects(catalogue, DCAT.dataset)) if demo else ():
        say(one, (DCAT.keyword, named("chart.demo")))
    return _written(graph, form)


def _graph() -> Any:
    from rdflib import DCAT, DCTERMS, FOAF, Graph, Namespace  # noqa: PLC0415

    graph = Graph()
    for prefix, names in (("dcat", DCAT), ("dct", DCTERMS), ("foaf", FOAF), ("dcatde", Namespace(_DCATDE))):
        graph.bind(prefix, names)
    return graph


def _written(graph: Any, form: Form) -> bytes:
    if form == "turtle":
        return graph.serialize(format="turtle", encoding="utf-8")
    told = json.loads(graph.serialize(format="json-ld", auto_compact=True))
    return json.dumps(_ordered(told), ensure_ascii=False, indent=2).encode()


def _describe(say: Say, one: DataSet, publisher: Publisher, about: Any) -> None:
    """Add one data set and its files."""
    from rdflib import DCAT, DCTERMS, RDF, Literal as Said, Namespace, URIRef  # noqa: I001, PLC0415

    local = Namespace(_DCATDE)
    catalogue = URIRef(f"{publisher.address}/api/v1/catalogue")
    agent = URIRef(f"{catalogue}#publisher")
    base = f"{publisher.address}/api/v1/indicators/{one.code}"
    data_set = URIRef(base)
    say(catalogue, (DCAT.dataset, data_set))
    say(
        data_set,
        (RDF.type, DCAT.Dataset),
        (DCTERMS.title, Said(one.title.text, lang=one.title.lang.partition("-")[0])),
        (DCTERMS.description, about),
    )
    say(data_set, (DCTERMS.publisher, agent), (DCTERMS.identifier, Said(base)), (DCAT.theme, URIRef(_THEME)))
    say(data_set, (local.politicalGeocodingURI, URIRef(_DISTRICT + publisher.district)))
    say(data_set, (local.politicalGeocodingLevelURI, URIRef(_LEVEL)))
    say(data_set, (DCAT.landingPage, URIRef(f"{publisher.address}/indikatoren/{one.code}")))
    for suffix, (media, kind) in FORMATS.items():
        file = URIRef(f"{base}/series.{suffix}")
        say(data_set, (DCAT.distribution, file))
        say(file, (RDF.type, DCAT.Distribution), (DCAT.accessURL, file), (DCAT.downloadURL, file))
        say(file, (DCAT.mediaType, URIRef(f"https://www.iana.org/assignments/media-types/{media}")))
        say(file, (DCTERMS["format"], URIRef(_FILE_TYPE + kind)), (DCTERMS.license, URIRef(_LICENCE)))
        say(file, (local.licenseAttributionByText, Said(publisher.name)))
        say(file, (DCTERMS.title, Said(f"{one.code}.{suffix}")))


def _ordered(told: Any) -> Any:
    """Return JSON-LD with its members and sets, which have no order of their own, in one order."""
    if isinstance(told, dict):
        members = cast("dict[str, Any]", told)
        return {key: _ordered(members[key]) for key in sorted(members)}
    if isinstance(told, list):
        return sorted((_ordered(one) for one in cast("list[Any]", told)), key=json.dumps)
    return told
