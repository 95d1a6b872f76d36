"""Roles are said with their unit, and nothing twice."""

from __future__ import annotations

import pytest

from plugins.model.registry import role_in


@pytest.mark.parametrize(
    ("role", "unit", "said"),
    [
        ("Bí thư Đảng ủy", "Đảng ủy Khối Các cơ quan tỉnh", "Bí thư Đảng ủy Khối Các cơ quan tỉnh"),
        ("Chánh Văn phòng", "Văn phòng UBND tỉnh", "Chánh Văn phòng UBND tỉnh"),
        ("Trưởng phòng", "Phòng Tổng hợp", "Trưởng phòng Tổng hợp"),
        ("Giám đốc", "Trung tâm Tin học", "Giám đốc Trung tâm Tin học"),
        ("Chủ tịch UBND tỉnh", "UBND tỉnh", "Chủ tịch UBND tỉnh"),
    ],
)
def test_a_role_names_its_unit_once(role: str, unit: str, said: str) -> None:
    assert role_in(role, unit) == said
