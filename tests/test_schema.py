"""`citebot schema`: what editors complete and check knowledge files with."""

import json
from pathlib import Path

import jsonschema_rs
import pytest
from click.testing import CliRunner, Result

from bot.cli import group
from bot.knowledge.files import shipped
from bot.knowledge.read import read_yaml
from bot.knowledge.shape import FILES

BAKERY = Path(__file__).parent / "folders" / "bakery"


def citebot(*arguments: str) -> Result:
    return CliRunner().invoke(group, arguments)


@pytest.mark.parametrize("name", FILES)
def test_the_schema_of_each_file_is_a_valid_json_schema(name: str) -> None:
    schema = json.loads(citebot("schema", name).stdout)
    assert jsonschema_rs.meta.is_valid(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_an_object_of_all_schemas_is_printed_without_a_name() -> None:
    schemas = json.loads(citebot("schema").stdout)
    assert schemas == {name: json.loads(citebot("schema", name).stdout) for name in FILES}


@pytest.mark.parametrize("folder", [BAKERY, shipped()], ids=["bakery", "shipped"])
def test_the_schemas_accept_every_file_of_a_good_folder(folder: Path) -> None:
    schemas = json.loads(citebot("schema").stdout)
    for file in folder.rglob("*.yaml"):
        name = file.stem if file.parent == folder else file.parent.name.replace("languages", "language")
        if file.stem in {"bot", "questions"}:
            name = file.stem
        if len(file.relative_to(folder).parts) > len(("folder", "file")) and name != "questions":
            name = f"translated-{name}"
        value = read_yaml(file, file.name).value
        assert jsonschema_rs.validator_for(schemas[name]).is_valid(value), file


@pytest.mark.parametrize(("name", "value"), [("facts", [{"answers": "lit"}]), ("bot", {}), ("sources", {"Log": {}})])
def test_a_schema_refuses_a_wrong_file(name: str, value: object) -> None:
    schema = json.loads(citebot("schema", name).stdout)
    assert not jsonschema_rs.validator_for(schema).is_valid(value)


@pytest.mark.parametrize(
    ("key", "fits"),
    [
        ("call_center", True),
        ("call_center__new-york", True),
        ("call-center__new_york", True),
        ("call__center__new-york", False),
        ("call_center_", False),
        ("call_-center", False),
        ("_call__center", False),
        ("Call__center", False),
    ],
)
def test_two_underscores_separate_intent_and_subject_so_that_an_id_holds_only_single_ones(key: str, fits: bool) -> None:
    document = {"name": {"en": "a"}, "about": {"en": "a"}, "languages": ["en"], "topics": {"a": {"en": "a"}}}
    validator = jsonschema_rs.validator_for(json.loads(citebot("schema", "bot").stdout))
    assert validator.is_valid({**document, "examples": [key]}) == fits
    assert validator.is_valid({**document, "topics": {key: {"en": "a"}}}) == (fits and "__" not in key)
