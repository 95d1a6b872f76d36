"""Messages about the text of articles and pages."""

from __future__ import annotations

from plugins.model.messages.message import Message

MESSAGES: dict[str, Message] = {
    "footnote-missing": (
        "warning",
        "Có chỗ gọi chú thích [^{name}] nhưng không có chú thích ấy, nên trang in nguyên các dấu.",
        "Thêm ở cuối bài một dòng [^{name}]: nội dung chú thích, hoặc bỏ chỗ gọi.",
    ),
    "bad-link": (
        "error",
        "Liên kết “{typed}” không dẫn tới đâu được.",
        "Ghi https://…, mailto:…, tel:…, /địa-chỉ-trên-cổng/ hoặc tên tệp bên cạnh bài.",
    ),
    "html-removed": (
        "warning",
        "Đã bỏ {what}: HTML này không được dùng trong bài.",
        "Viết bằng Markdown; ảnh thì dùng ![lời tả](tên-ảnh.jpg).",
    ),
    "text-swallowed": (
        "error",
        "Có chữ bị mất vì đứng trong dấu < > hoặc trong HTML chưa đóng: {text}",
        "Muốn in dấu <, ghi &lt;.",
    ),
    "too-heavy": (
        "error",
        "Bài này tốn quá nhiều thời gian hoặc bộ nhớ để xử lý.",
        "Tìm đoạn lặp lại bất thường, chẳng hạn hàng loạt dấu [ < > - không đóng, hoặc dòng quá dài.",
    ),
    "worker-lost": (
        "error",
        "Xử lý tệp này tốn quá nhiều thời gian hoặc bộ nhớ nên đã bị dừng.",
        "Kiểm tra xem tệp có đoạn nào lặp lại bất thường, hoặc chia bài thành nhiều bài.",
    ),
}
