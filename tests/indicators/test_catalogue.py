"""The catalogue, read by rdflib and measured by pyshacl with shapes of our own, which ask what the official ones do."""

import os
import subprocess
import sys
import warnings

import pytest

from api.indicators.catalogue import FORMATS, DataSet, Publisher, as_catalogue
from api.indicators.files_router import FORMATS as FILES
from api.kernel.language import Text

_WHO = Publisher("Landkreis Kaiserslautern", "07335", "https://kreis.example")
_SETS = [
    DataSet("1.1a", Text(text="Zahl der Räte", lang="de", state="original"), None),
    DataSet("2.1", Text(text="Zahl der Tandems", lang="de", state="original"), None),
]
# What DCAT-AP.de 2.0 makes mandatory and recommends for a county, and what GovData's shapes of 3.0 add for Germany.
_SHAPES = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix dcatde: <http://dcat-ap.de/def/dcatde/> .
[] a sh:NodeShape ; sh:targetClass dcat:Catalog ;
  sh:property [ sh:path dct:title ; sh:minCount 1 ] , [ sh:path dct:description ; sh:minCount 1 ] ,
    [ sh:path dct:publisher ; sh:minCount 1 ; sh:maxCount 1 ; sh:class foaf:Agent ] ,
    [ sh:path dcat:dataset ; sh:minCount 1 ; sh:class dcat:Dataset ] .
[] a sh:NodeShape ; sh:targetClass dcat:Dataset ;
  sh:property [ sh:path dct:title ; sh:minCount 1 ] , [ sh:path dct:description ; sh:minCount 1 ] ,
    [ sh:path dct:publisher ; sh:minCount 1 ; sh:class foaf:Agent ] ,
    [ sh:path dcatde:contributorID ; sh:nodeKind sh:IRI ] ,
    [ sh:path dcatde:politicalGeocodingLevelURI ; sh:minCount 1 ; sh:nodeKind sh:IRI ] ,
    [ sh:path dcat:distribution ; sh:minCount 1 ; sh:class dcat:Distribution ] .
[] a sh:NodeShape ; sh:targetClass dcat:Distribution ;
  sh:property [ sh:path dcat:accessURL ; sh:minCount 1 ; sh:nodeKind sh:IRI ] ,
    [ sh:path dct:license ; sh:minCount 1 ; sh:maxCount 1 ; sh:nodeKind sh:IRI ] ,
    [ sh:path dcatde:licenseAttributionByText ; sh:minCount 1 ; sh:nodeKind sh:Literal ] .
[] a sh:NodeShape ; sh:targetClass foaf:Agent ; sh:property [ sh:path foaf:name ; sh:minCount 1 ] .
"""


def _conforms(turtle):
    pyshacl = pytest.importorskip("pyshacl")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return pyshacl.validate(turtle, shacl_graph=_SHAPES, data_graph_format="turtle", shacl_graph_format="turtle")


def test_the_catalogue_has_what_dcat_ap_de_asks_for():
    conforms, _, told = _conforms(as_catalogue(_WHO, _SETS, "de", "turtle").decode())
    assert conforms, told


def test_a_catalogue_without_licences_is_found_out():
    turtle = as_catalogue(_WHO, _SETS, "de", "turtle").decode().replace("dct:license", "dct:rights")
    assert not _conforms(turtle)[0]


def test_both_forms_say_the_same():
    rdflib = pytest.importorskip("rdflib")
    from rdflib.compare import isomorphic  # noqa: PLC0415 - there only if rdflib is

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of rdflib's own inner workings
        turtle = rdflib.Graph().parse(data=as_catalogue(_WHO, _SETS, "de", "turtle"), format="turtle")
        json_ld = rdflib.Graph().parse(data=as_catalogue(_WHO, _SETS, "de", "json-ld"), format="json-ld")
    assert len(turtle) > 50
    assert isomorphic(turtle, json_ld)


def test_the_same_catalogue_has_the_same_bytes_whatever_the_hash_seed():
    code = (
        "from tests.indicators.test_catalogue import _SETS, _WHO, as_catalogue; import hashlib;"
        "print(*(hashlib.sha256(as_catalogue(_WHO, _SETS, 'de', form)).hexdigest() for form in ('turtle', 'json-ld')))"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(told) == 1


@pytest.mark.parametrize(("suffix", "form"), [("ttl", "turtle"), ("jsonld", "json-ld")])
def test_before_the_first_release_the_catalogue_names_the_county_and_no_data(client, suffix, form):
    rdflib = pytest.importorskip("rdflib")
    answer = client.get(f"/api/v1/catalogue.{suffix}?lang=de")
    assert answer.status_code == 200
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        graph = rdflib.Graph().parse(data=answer.content, format=form)
    assert (None, rdflib.DCTERMS.title, rdflib.Literal("Indikatoren des Landkreises", lang="de")) in graph
    assert not list(graph.subjects(rdflib.RDF.type, rdflib.DCAT.Dataset))
    assert answer.headers["Content-Language"] == "de"


def test_every_file_of_a_series_is_in_the_catalogue_with_its_media_type():
    assert {suffix: media for suffix, (media, _) in FORMATS.items()} == {
        one.suffix: one.media_type.partition(";")[0] for one in FILES
    }


def test_the_catalogue_answers_under_the_name_it_gives_itself(client):
    named, file = (client.get(f"/api/v1/catalogue{suffix}?lang=pl") for suffix in ("", ".jsonld"))
    assert named.status_code == 200
    assert (named.content, named.headers["content-type"]) == (file.content, file.headers["content-type"])
    assert b'/api/v1/catalogue"' in named.content
