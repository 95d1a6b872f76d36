"""Articles, lists, archive, standing pages, site map, redirects."""
