"""Messages about registries and what must hold in them."""

from __future__ import annotations

from plugins.model.messages.message import Message

MESSAGES: dict[str, Message] = {
    "duplicate-entry": ("error", "Mã “{id}” đã có trong tệp này.", "Mỗi mục một mã riêng, không dùng lại mã cũ."),
    "unknown-reference": ("error", "Không có mã “{id}” trong {registry}.", "{hint}"),
    "parent-cycle": (
        "error",
        "Các đơn vị trực thuộc lẫn nhau thành vòng: {chain}.",
        "Bỏ một dòng parents, hoặc ghi start và end cho đúng thời gian.",
    ),
    "terms-overlap": (
        "error",
        "Nhiệm kỳ {label} của “{unit}” bắt đầu khi nhiệm kỳ {other} chưa kết thúc.",
        "Xem lại start và end của hai nhiệm kỳ.",
    ),
    "change-without-result": (
        "error",
        "Thay đổi loại {type} phải có đơn vị mới trong resulting.",
        "Ghi mã đơn vị sau thay đổi; nếu giải thể hẳn thì dùng type: abolished.",
    ),
    "change-with-result": (
        "error",
        "Đơn vị giải thể (abolished) thì không có đơn vị nào trong resulting.",
        "Bỏ resulting, hoặc dùng merged, split hay replaced.",
    ),
    "not-yet-founded": (
        "error",
        "“{unit}” thay đổi vào {date} nhưng đến {founded} mới thành lập.",
        "Xem lại ngày của thay đổi và founding_date của đơn vị.",
    ),
    "already-dissolved": (
        "error",
        "“{unit}” đã chấm dứt hoạt động vào {dissolved}, trước thay đổi ngày {date}.",
        "Xem lại ngày của thay đổi và dissolution_date của đơn vị.",
    ),
    "missing-dissolution": (
        "error",
        "“{unit}” đã chấm dứt vì thay đổi ngày {date} nhưng chưa có dissolution_date.",
        "Thêm dissolution_date cho đơn vị trong registry/units.yaml.",
    ),
    "shared-name": (
        "warning",
        "“{name}” là tên của cả “{other}” và “{unit}” trong cùng một thời gian.",
        "Bỏ tên ấy ở một đơn vị, hoặc ghi start, end để biết khi nào là tên của đơn vị nào.",
    ),
}
