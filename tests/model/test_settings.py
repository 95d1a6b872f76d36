"""The portal's settings, typed."""

import pytest

from plugins.model.errors import NewsError
from plugins.model.settings import SiteSettings, site_settings


def test_settings_are_picked_by_their_names_in_capitals_and_others_ignored():
    settings = site_settings({"SITENAME": "Cổng", "PAGE_SIZE": 5, "STRICT": True, "THEME": object()})
    assert settings == SiteSettings(sitename="Cổng", page_size=5, strict=True)


def test_the_address_loses_its_final_slash():
    assert site_settings({"SITEURL": "https://x.gov.vn/"}).siteurl == "https://x.gov.vn"


@pytest.mark.parametrize("wrong", [{"SITENAME": None}, {"PAGE_SIZE": "20"}, {"PAGE_SIZE": True}, {"STRICT": 1}])
def test_a_setting_of_another_type_stops_the_command(wrong):
    with pytest.raises(NewsError, match=next(iter(wrong))):
        site_settings(wrong)


@pytest.mark.parametrize("name", ["Asia/Hà_Nội", "../../etc/passwd", "", "Asia"])
def test_a_zone_that_does_not_exist_stops_the_command(name):
    with pytest.raises(NewsError, match="TIMEZONE"):
        _ = SiteSettings(timezone=name).zone


def test_the_zone_is_that_of_the_settings():
    assert SiteSettings().zone.key == "Asia/Ho_Chi_Minh"
