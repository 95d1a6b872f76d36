"""Messages about the folder of the content and the bytes of its files."""

from __future__ import annotations

from plugins.model.messages.message import Message

MESSAGES: dict[str, Message] = {
    "symlink": (
        "error",
        "Đây là liên kết tượng trưng (symbolic link), chương trình không đi theo.",
        "Chép chính tệp hay thư mục ấy vào content/.",
    ),
    "special-file": ("error", "Đây không phải là tệp thường.", "Xóa đi, rồi đặt vào đó một tệp văn bản."),
    "unreadable": ("error", "Không mở được tệp: {reason}.", "Xem lại tên và quyền đọc của tệp."),
    "bad-name": (
        "error",
        "Tên tệp hay thư mục có ký tự không dùng được: {name}.",
        "Đổi tên, chỉ dùng chữ, số và dấu gạch nối.",
    ),
    "name-form": (
        "warning",
        "Tên có dấu được ghi ở dạng tổ hợp (NFD), máy khác có thể không tìm thấy.",
        "Đổi tên, tốt nhất là không dấu: {proposed}.",
    ),
    "ignored-file": (
        "error",
        "Tệp này không được đọc vì phần đuôi của tên.",
        "Đổi tên thành {proposed}.",
    ),
    "unknown-registry": ("warning", "Không có sổ nào tên là “{name}”, tệp này không được đọc.", "{hint}"),
    "folder-without-article": (
        "warning",
        "Thư mục có ảnh nhưng không có bài (index.md).",
        "Thêm index.md, hoặc chuyển ảnh đến cạnh bài dùng ảnh ấy.",
    ),
    "too-large": ("error", "Tệp lớn hơn {limit}.", "Chia thành nhiều tệp; ảnh và văn bản đính kèm để thành tệp riêng."),
    "utf-16": (
        "error",
        "Tệp được lưu theo bảng mã UTF-16.",
        "Lưu lại với bảng mã UTF-8 (trong Notepad: Save as, Encoding: UTF-8).",
    ),
    "not-utf8": (
        "error",
        "Từ chỗ này tệp không phải là văn bản UTF-8.",
        "Lưu lại với bảng mã UTF-8; nếu là chữ TCVN3 hay VNI thì đổi sang Unicode trước.",
    ),
    "nul": ("error", "Tệp có ký tự NUL ở chỗ này.", "Xóa ký tự ấy, hoặc chép nội dung sang một tệp mới."),
}
