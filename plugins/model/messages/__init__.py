"""Every diagnostic's words, in one table by code: a module for each subject, joined here."""

from __future__ import annotations

from plugins.model.messages import body, fields, files, folder, references, registries, yaml
from plugins.model.messages.message import Message

SUBJECTS = (folder, yaml, fields, files, body, registries, references)
MESSAGES: dict[str, Message] = {code: message for subject in SUBJECTS for code, message in subject.MESSAGES.items()}
