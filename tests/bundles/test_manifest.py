"""The published schema, and manifests that follow it."""

import json
from importlib.resources import files

import pytest
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from storyboard.bundles import manifest_schema
from storyboard.bundles.manifest import read_manifest, schema_bytes


@pytest.fixture
def manifest(bundle):
    return json.loads((bundle / "manifest.json").read_text(encoding="utf-8"))


def test_the_shipped_schema_is_the_one_the_models_make():
    shipped = (files("storyboard.bundles") / "manifest.schema.json").read_bytes()
    assert shipped == schema_bytes(), "write storyboard.bundles.manifest.schema_bytes() to manifest.schema.json"


def test_the_schema_is_a_good_one():
    Draft202012Validator.check_schema(manifest_schema())


def test_a_manifest_follows_the_schema_that_lies_beside_it(manifest, bundle):
    schema = json.loads((bundle / manifest["$schema"]).read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(manifest)


@pytest.mark.parametrize("key", ["shots", "fps", "frame", "files", "target"])
def test_a_manifest_without_a_part_does_not_follow_it(manifest, key):
    del manifest[key]
    with pytest.raises(ValidationError):
        Draft202012Validator(manifest_schema()).validate(manifest)


def test_a_newer_program_may_add_keys(manifest):
    manifest["later"] = 1
    manifest["shots"][0]["seed"] = 7
    Draft202012Validator(manifest_schema()).validate(manifest)


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b'"x"', b'{"kind": "other"}', b"[" * 100_000, b"\xff\xfe"])
def test_other_files_are_not_taken_for_a_manifest(data):
    assert read_manifest(data) is None
