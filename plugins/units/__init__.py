"""Offices, party cells and unions: their pages, terms and trees."""
