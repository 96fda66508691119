"""Texts of the guide, as short as they can be."""

from directory.domain.guide import GuidePage, read_page

HEAD = """---
title: Migraine
menu: Migraine
summary: What migraine is.
kind: medical
order: 20
written: 2026-12-01
reviewed:
reviewer:
due: 2027-06-01
---
"""
BEGINS = HEAD.count("\n") + 1
"""The line on which a text under that head begins."""


def page(body: str, head: str = HEAD) -> GuidePage:
    return read_page("migraine", head + body)


def site(body: str) -> GuidePage:
    """A page that needs no sources."""
    return page(body, HEAD.replace("kind: medical", "kind: site"))
