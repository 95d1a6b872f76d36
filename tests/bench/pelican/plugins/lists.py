"""Lists and feeds of units, terms and units' terms, for which Pelican has no taxonomy; related news as picked."""

import json
from collections import defaultdict
from pathlib import Path

from pelican import signals


def collect(generator):
    generator.context["names"] = json.loads(Path("names.json").read_text("utf-8"))
    generator.lists = defaultdict(list)
    by_slug = {article.slug: article for article in generator.articles}
    for article in generator.articles:
        article.unit_ids = article.units.split()
        article.shown = [by_slug[slug] for slug in getattr(article, "picks", "").split() if slug in by_slug]
        for unit in article.unit_ids:
            generator.lists[f"don-vi/{unit}/"].append(article)
        generator.lists[f"nhiem-ky/{article.term}/"].append(article)
        generator.lists[f"nhiem-ky-don-vi/{article.unit_ids[0]}-{article.term}/"].append(article)


def write(generator, writer):
    template = generator.get_template("list")
    for url, articles in generator.lists.items():
        kind, name, _ = url.split("/")
        title = generator.context["names"].get(name, name)
        writer.write_file(
            f"{url}index.html",
            template,
            generator.context,
            paginated={"articles": articles},
            template_name="list",
            url=url,
            title=title,
            feed_folder=url if kind == "don-vi" else "",
        )
        if kind == "don-vi":
            writer.write_feed(articles, generator.context, f"{url}rss.xml", feed_type="rss", feed_title=title)


def register():
    signals.article_generator_finalized.connect(collect)
    signals.article_writer_finalized.connect(write)
