"""Messages about front matter and registries as YAML."""

from __future__ import annotations

from plugins.model.messages.message import Message

MESSAGES: dict[str, Message] = {
    "no-frontmatter": (
        "error",
        "Tệp không có phần khai báo ở đầu.",
        "Dòng đầu tiên phải là ---, rồi đến title, date, unit, category, summary, rồi một dòng --- nữa.",
    ),
    "open-frontmatter": (
        "error",
        "Phần khai báo không có dòng --- kết thúc.",
        "Thêm một dòng chỉ có --- sau khai báo cuối cùng, sát lề trái.",
    ),
    "yaml-colon": (
        "error",
        "Giá trị có dấu hai chấm nên không đọc được.",
        "Đặt giá trị trong ngoặc kép: {fixed}",
    ),
    "yaml-quote": (
        "error",
        "Dấu ngoặc kép hoặc nháy mở ở đây không được đóng ở cuối giá trị.",
        "Đóng lại ở cuối dòng, không ghi gì sau đó: {fixed}",
    ),
    "yaml-tab": ("error", "Dòng này thụt vào bằng phím Tab.", "Thụt vào bằng dấu cách."),
    "yaml-indent": (
        "error",
        "Dòng này không thẳng hàng với các dòng cùng cấp.",
        "Khai báo chính sát lề trái; mục con thụt vào bằng nhau. Giá trị dài thì đặt trong ngoặc kép: {fixed}",
    ),
    "yaml-start": (
        "error",
        "Giá trị không bắt đầu được bằng ký tự này.",
        "Đặt giá trị trong ngoặc kép: {fixed}",
    ),
    "yaml-space": ("error", "Sau dấu hai chấm thiếu một dấu cách: {typed}", "Ghi tên: giá trị, có dấu cách ở giữa."),
    "yaml-no-colon": (
        "error",
        "Dòng “{typed}” không phải là khai báo: không có tên và dấu hai chấm ở đầu.",
        "Nếu là phần tiếp của dòng trên, nối vào cuối dòng ấy; nếu là khai báo, ghi tên: giá trị.",
    ),
    "yaml-bracket": (
        "error",
        "Dấu [ hoặc {{ không được đóng, hoặc đóng không đúng chỗ.",
        "Nếu dấu ấy thuộc về câu chữ, đặt giá trị trong ngoặc kép: {fixed}",
    ),
    "yaml-anchor": (
        "error",
        "Giá trị bắt đầu bằng & * hoặc !, YAML hiểu là lệnh chứ không phải chữ.",
        'Đặt giá trị trong ngoặc kép, chẳng hạn "*chữ*".',
    ),
    "yaml-documents": (
        "error",
        "Có hơn một phần khai báo trong tệp.",
        "Bỏ dòng ... hoặc --- ở giữa.",
    ),
    "yaml-deep": ("error", "Khai báo lồng nhau quá {limit} cấp.", "Viết lại theo mẫu trong tài liệu hướng dẫn."),
    "yaml-syntax": (
        "error",
        "Không đọc được khai báo ở chỗ này.",
        "Mỗi khai báo có dạng tên: giá trị. Giá trị có ký tự lạ thì đặt trong ngoặc kép.",
    ),
    "yaml-comment": (
        "warning",
        "“{text}” bị bỏ qua, vì sau dấu # là ghi chú.",
        "Nếu đó là nội dung, đặt cả giá trị trong ngoặc kép.",
    ),
    "duplicate-key": (
        "error",
        "“{field}” đã có ở dòng {first}.",
        "Giữ một trong hai, xóa dòng kia.",
    ),
}
