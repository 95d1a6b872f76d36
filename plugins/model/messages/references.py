"""Messages about what articles say of registries and of each other: references, ids, addresses."""

from __future__ import annotations

from plugins.model.messages.message import Message

MESSAGES: dict[str, Message] = {
    "unknown-unit": ("error", "Không có đơn vị “{id}” trong registry/units.yaml.", "{hint}"),
    "unit-alias": ("warning", "“{id}” là tên khác của đơn vị “{unit}”.", "Nên ghi mã đơn vị: {unit}."),
    "ambiguous-unit": ("error", "“{id}” là tên của nhiều đơn vị.", "Ghi mã của một trong các đơn vị: {units}."),
    "unknown-category": ("error", "Không có chuyên mục “{id}” trong registry/categories.yaml.", "{hint}"),
    "unknown-term": ("error", "Đơn vị “{unit}” không có nhiệm kỳ “{label}” trong registry/terms.yaml.", "{hint}"),
    "unknown-related": ("error", "Không có tin nào mang mã, slug hoặc đường dẫn “{id}”.", "{hint}"),
    "unknown-document": ("error", "Không có văn bản “{id}”, cũng không có tệp ấy bên cạnh bài.", "{hint}"),
    "unknown-person": ("error", "Không có nhân sự “{id}” trong registry/people.yaml.", "{hint}"),
    "unknown-link": ("error", "Liên kết tới “{target}” nhưng không có bài hay trang nào như thế.", "{hint}"),
    "duplicate-id": (
        "error",
        "Mã id “{id}” đã dùng cho bài khác: {other}.",
        "Nếu bài này chép từ bài kia: xóa dòng “id: {id}” được chỉ ở đây, rồi chạy make freeze để có id mới.",
    ),
    "id-changed": (
        "error",
        "Bài ở địa chỉ này đã đăng với id {published}, nay id là {id}; người theo dõi sẽ nhận bài cũ như tin mới.",
        "Ghi lại dòng “id: {published}”; nếu đây là bài khác hẳn thì đặt slug khác.",
    ),
    "clash": (
        "error",
        "Trang {url} cũng được tạo từ {other}.",
        "Đổi slug, tên tệp hay alias của một trong hai để không trang nào đè lên trang nào.",
    ),
    "missing-id": (
        "warning",
        "Bài chưa có id; tạm dùng id tính từ đường dẫn: {id}.",
        "Chạy make freeze để ghi id vào bài, hoặc tự thêm dòng “id: {id}”; có id thì bài đổi chỗ vẫn là một bài.",
    ),
    "ambiguous-related": ("error", "Nhiều tin cùng mang slug “{id}”.", "Ghi id của tin muốn chọn: {ids}."),
    "related-self": ("warning", "Tin liên quan lại là chính bài này.", "Xóa mục ấy, hoặc ghi tin khác."),
    "related-many": (
        "warning",
        "Chọn {count} tin liên quan, mà mỗi bài chỉ có {most} chỗ.",
        "Bỏ bớt, hoặc xếp tin cần nhất lên trước: từ mục này trở đi chỉ hiện khi có tin ở trên không được đăng.",
    ),
    "unpublished-link": (
        "warning",
        "Liên kết tới “{target}”, là bài chưa được đăng; tạm dẫn về trang chủ.",
        "Bỏ liên kết, hoặc đăng bài ấy trước hay cùng lúc.",
    ),
}
