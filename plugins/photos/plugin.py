"""Photos of a site: their copies made, and named for every page to show."""

from __future__ import annotations

from plugins.bridge.feature import Feature, Workshop
from plugins.model.artifact import Copy
from plugins.model.diagnostic import diagnose
from plugins.model.site import Findings, Site
from plugins.photos.io.develop import Developed, Job, develop, file_name
from plugins.photos.settings import PhotoSettings


def find(site: Site, workshop: Workshop) -> Findings:
    """Make what is missing of every public article's photos."""
    store = workshop.cache / "photos"
    store.mkdir(parents=True, exist_ok=True)
    settings = PhotoSettings()
    users = {photo.file: article.file for article in reversed(site.articles) for photo in article.photos}
    jobs = [Job(file, article, workshop.content, store, settings) for file, article in sorted(users.items())]
    developed = workshop.map(develop, jobs, _lost)
    copies = {r.url: Copy(r.url[1:], str(store / file_name(r))) for d in developed for r in d.renditions}
    return Findings(
        photos={d.file: d.renditions for d in developed if d.renditions},
        artifacts=tuple(copies.values()),
        diagnostics=tuple(d.problem for d in developed if d.problem),
    )


def _lost(job: Job) -> Developed:
    problem = diagnose(
        "photo-broken", job.article, key=("photos",), name=job.file, reason="ảnh làm chương trình xử lý bị dừng"
    )
    return Developed(job.file, problem=problem)


FEATURE = Feature(find)
