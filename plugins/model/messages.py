"""Every diagnostic's words, in one table: code -> (severity, message, hint). Braces are filled by `diagnose`."""

from __future__ import annotations

from typing import Literal

MESSAGES: dict[str, tuple[Literal["error", "warning"], str, str]] = {
    # across files
    "unknown-unit": ("error", "Không có đơn vị “{id}” trong registry/units.yaml.", "{hint}"),
    "unit-alias": ("warning", "“{id}” là tên khác của đơn vị “{unit}”.", "Nên ghi mã đơn vị: {unit}."),
    "unknown-category": ("error", "Không có chuyên mục “{id}” trong registry/categories.yaml.", "{hint}"),
    "unknown-term": ("error", "Đơn vị “{unit}” không có nhiệm kỳ “{label}” trong registry/terms.yaml.", "{hint}"),
    "unknown-related": ("error", "Không có tin nào mang mã, slug hoặc đường dẫn “{id}”.", "{hint}"),
    "unknown-document": ("error", "Không có văn bản “{id}”, cũng không có tệp ấy bên cạnh bài.", "{hint}"),
    "unknown-person": ("error", "Không có nhân sự “{id}” trong registry/people.yaml.", "{hint}"),
    "unknown-link": ("error", "Liên kết tới “{target}” nhưng không có bài hay trang nào như thế.", "{hint}"),
    "duplicate-id": (
        "error",
        "Mã id “{id}” đã dùng cho bài khác: {other}.",
        "Mỗi bài một id riêng. Nếu bài được sao chép, hãy xóa dòng id rồi chạy lại công cụ.",
    ),
    "clash": (
        "error",
        "Trang {url} cũng được tạo từ {other}.",
        "Đổi slug của một trong hai để không trang nào đè lên trang nào.",
    ),
    "missing-id": (
        "warning",
        "Bài chưa có id; tạm dùng id tính từ đường dẫn: {id}.",
        "Thêm dòng “id: {id}” để giữ nguyên khi bài đổi chỗ.",
    ),
    "ambiguous-related": ("error", "Nhiều tin cùng mang slug “{id}”.", "Ghi id của tin muốn chọn: {ids}."),
    "unpublished-link": (
        "warning",
        "Liên kết tới “{target}”, là bài chưa được đăng; tạm dẫn về trang chủ.",
        "Bỏ liên kết, hoặc đăng bài ấy trước hay cùng lúc.",
    ),
    "photo-broken": (
        "error",
        "Không đọc được ảnh “{name}”: {reason}.",
        "Mở ảnh bằng phần mềm xem ảnh rồi lưu lại thành JPEG.",
    ),
    "photo-too-large": (
        "error",
        "Ảnh “{name}” lớn quá: {size} triệu điểm ảnh, nhiều nhất là {limit} triệu.",
        "Thu nhỏ ảnh trước khi đưa vào bài.",
    ),
    "worker-lost": (
        "error",
        "Xử lý tệp này tốn quá nhiều thời gian hoặc bộ nhớ nên đã bị dừng.",
        "Kiểm tra xem tệp có đoạn nào lặp lại bất thường, hoặc chia bài thành nhiều bài.",
    ),
    "missing-file": ("error", "Không thấy tệp “{name}”.", "{hint}"),
}
