"""The dataset to publish to."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import NoReturn, Optional

from ..api.client import Client
from ..api.failures import error_of, hint_for, success_of
from ..dataset_name import DatasetName
from ..errors import VersionConflict, VitrineError

_SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")
_MAX_NAME_LENGTH = 200
_MAX_DESCRIPTION_LENGTH = 20_000
_MAY_NOT_PUBLISH = ("VIEWER",)


@dataclass(frozen=True)
class PublishedDataset:
    id: str
    revision: int
    """Current revision. 0 before the first."""
    created: bool


@dataclass(frozen=True)
class Target:
    organization_id: str
    dataset: Optional[PublishedDataset]
    """None if it does not exist."""


@dataclass(frozen=True)
class Intent:
    """Conditions for a publish, and the names of a new dataset."""

    create: bool = True
    expected_revision: Optional[int] = None
    name: Optional[str] = None
    description: Optional[str] = None


def find_target(client: Client, named: DatasetName, intent: Intent) -> Target:
    """Finds the dataset to publish to, and refuses early what the server would refuse later."""
    slug = named.dataset
    answer = client.ask("FindDataset", {"organization": named.organization, "dataset": slug})
    request_id, viewer, dataset = answer.request_id, answer.data["viewer"], answer.data["dataset"]

    def fail(code: str, message: str, hint: Optional[str] = None) -> NoReturn:
        raise VitrineError(code, message, request_id=request_id, hint=hint or hint_for(code))

    if not viewer:
        fail("UNAUTHENTICATED", "The token is not valid. It may be mistyped, revoked or expired.")
    if not answer.data["organization"]:
        message = f"The organization {named.organization} does not exist, or the token does not belong to one of its members."
        fail("NOT_FOUND", message, "Run `vitrine login` to see the organizations of a token.")
    if "PUBLISH" not in viewer["scopes"]:
        fail("FORBIDDEN", "The token does not have the scope PUBLISH.")
    for membership in viewer["memberships"]:
        if membership["organization"]["slug"] == named.organization and membership["role"] in _MAY_NOT_PUBLISH:
            fail("FORBIDDEN", f"Members with the role {membership['role']} cannot publish.")
    if dataset and dataset["status"] == "ARCHIVED":
        fail("FORBIDDEN", "The dataset is archived. Take it out of the archive to publish new revisions.")
    revision = dataset["revision"]["number"] if dataset and dataset["revision"] else 0
    if intent.expected_revision is not None and intent.expected_revision != revision:
        message = f"The dataset is at revision {revision}, not {intent.expected_revision}."
        raise VersionConflict(message, revision, request_id=request_id)
    if not dataset:
        if not intent.create:
            message = f"The dataset {named.organization}/{slug} does not exist, or you do not have permission to see it."
            fail("NOT_FOUND", message, "Check the names and the token.")
        _refuse_names(slug, intent)
    found = PublishedDataset(dataset["id"], revision, created=False) if dataset else None
    return Target(answer.data["organization"]["id"], found)


def create_dataset(client: Client, named: DatasetName, intent: Intent, target: Target) -> PublishedDataset:
    """Creates the dataset of a target. If another client has created it meanwhile, returns that one."""
    variables = {
        "organization": target.organization_id,
        "slug": named.dataset,
        "name": intent.name or named.dataset,
        "description": intent.description,
    }
    answer = client.ask("CreateDataset", variables)
    result = answer.data["createDataset"]
    if result and result["__typename"] == "AlreadyExists":
        again = find_target(client, named, Intent())
        if again.dataset:
            return again.dataset
        raise error_of(result, answer.request_id)
    return PublishedDataset(success_of(result, answer.request_id)["dataset"]["id"], 0, created=True)


def _refuse_names(slug: str, intent: Intent) -> None:
    """Raises for names that a new dataset cannot have."""
    if not _SLUG.fullmatch(slug):
        hint = "A slug must have 1 to 63 lower-case letters, digits or hyphens, and begin with a letter or digit."
        raise VitrineError("INVALID_INPUT", f"{json.dumps(slug)} is not a valid slug for a dataset.", hint=hint)
    name = slug if intent.name is None else intent.name
    if name.strip() == "" or len(name) > _MAX_NAME_LENGTH:
        raise VitrineError("INVALID_INPUT", f"A name must have 1 to {_MAX_NAME_LENGTH} characters.")
    if len((intent.description or "").strip()) > _MAX_DESCRIPTION_LENGTH:
        raise VitrineError("INVALID_INPUT", "A description can have at most 20,000 characters.")
