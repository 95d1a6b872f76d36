"""Messages about photos, attachments and the names of files in articles."""

from __future__ import annotations

from plugins.model.messages.message import Message

MESSAGES: dict[str, Message] = {
    "missing-file": ("error", "Không thấy tệp “{name}”.", "{hint}"),
    "wrong-case": (
        "error",
        "Không thấy tệp “{name}”; có tệp “{right}”, khác chữ hoa chữ thường.",
        "Ghi đúng tên tệp: {right}.",
    ),
    "path-outside": (
        "error",
        "“{name}” không phải là đường dẫn tới tệp được phép dùng trong content/.",
        "Đặt tệp bên cạnh bài rồi ghi tên tệp; dùng dấu / và không ghi đường dẫn tuyệt đối.",
    ),
    "path-link": (
        "error",
        "“{name}” là liên kết tượng trưng (symbolic link), chương trình không đi theo.",
        "Chép chính tệp ấy vào cạnh bài.",
    ),
    "remote-file": (
        "error",
        "“{name}” nằm ngoài cổng này.",
        "Tải tệp về, đặt bên cạnh bài rồi ghi tên tệp.",
    ),
    "attachment-type": (
        "error",
        "Tệp “{name}” thuộc loại không đăng kèm được.",
        "Đăng ảnh bằng photos: hoặc ![](…); văn bản thì chuyển sang PDF.",
    ),
    "attachment-clash": (
        "error",
        "Tệp đính kèm “{name}” trùng tên với {other}.",
        "Đổi tên một trong hai tệp.",
    ),
    "missing-photo": (
        "warning",
        "Không thấy tệp ảnh “{name}”; trang để trống chỗ ảnh.",
        "{hint}",
    ),
    "photo-undescribed": (
        "warning",
        "{count} ảnh nằm cạnh bài mà không kê trong photos, nên chưa có lời tả cho người không nhìn thấy: {names}.",
        "Kê vào phần khai báo: photos, rồi mỗi ảnh một mục “- file: {name}” với dòng “alt: thấy gì trong ảnh”.",
    ),
    "duplicate-photo": ("error", "Ảnh “{name}” đã có ở trên trong danh sách photos.", "Xóa một trong hai."),
    "photo-unplaced": (
        "warning",
        "Ảnh “{name}” ghi place: body nhưng trong bài không có chỗ cho ảnh.",
        "Thêm dòng ![]({name}) vào bài, hoặc bỏ place.",
    ),
    "photo-place": (
        "error",
        "Trang tĩnh không đặt được ảnh “{name}”.",
        "Bỏ ảnh khỏi trang này, hoặc đưa vào một bài rồi dẫn liên kết tới.",
    ),
    "summary-photo": ("error", "Tóm tắt không đặt được ảnh.", "Đăng ảnh bằng photos: hoặc trong thân bài."),
    "missing-alt": (
        "error",
        "Ảnh “{name}” chưa có lời tả cho người không nhìn thấy.",
        "Tả điều thấy trong ảnh, đừng chép chú thích: alt: Đại biểu bỏ phiếu; trong bài: ![Đại biểu bỏ phiếu](a.jpg).",
    ),
    "useless-alt": (
        "warning",
        "“{text}” không tả được gì trong ảnh {name}.",
        "Ghi điều thấy trong ảnh, cho người không nhìn thấy: Đại biểu bỏ phiếu tại hội trường.",
    ),
    "alt-is-caption": (
        "warning",
        "Ảnh {name} có alt giống hệt chú thích, nên máy đọc màn hình đọc hai lần.",
        "Để alt tả điều thấy trong ảnh, chú thích nói ảnh ấy nghĩa là gì.",
    ),
    "alt-is-title": (
        "warning",
        "Ảnh {name} có alt là tiêu đề bài, không tả được ảnh.",
        "Ghi điều thấy trong ảnh: ai, ở đâu, đang làm gì.",
    ),
    "repeated-alt": (
        "warning",
        "Lời tả “{text}” dùng cho nhiều ảnh của bài; ảnh {name} là ảnh thứ hai.",
        "Tả riêng từng ảnh: ai, ở đâu, đang làm gì.",
    ),
    "repeated-caption": (
        "warning",
        "Chú thích “{text}” dùng cho nhiều ảnh của bài; ảnh {name} là ảnh thứ hai.",
        "Viết chú thích riêng cho từng ảnh, hoặc chỉ để ở một ảnh.",
    ),
    "photo-broken": (
        "warning",
        "Không đọc được ảnh “{name}”: {reason}; trang để trống chỗ ảnh.",
        "Mở ảnh bằng phần mềm xem ảnh rồi lưu lại thành JPEG.",
    ),
    "photo-too-large": (
        "warning",
        "Ảnh “{name}” lớn quá: {size}, nhiều nhất là {limit}; trang để trống chỗ ảnh.",
        "Thu nhỏ ảnh trước khi đưa vào bài.",
    ),
}
