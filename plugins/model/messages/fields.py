"""Messages about keys and their values."""

from __future__ import annotations

from plugins.model.messages.message import Message

MESSAGES: dict[str, Message] = {
    "not-mapping": (
        "error",
        "“{field}” cần các dòng con dạng tên: giá trị.",
        "Ghi mỗi mục con trên một dòng, thụt vào; sau dấu hai chấm có một dấu cách.",
    ),
    "not-list": (
        "error",
        "“{field}” cần một danh sách.",
        "Ghi mỗi mục trên một dòng bắt đầu bằng “- ”, hoặc trong ngoặc vuông: [mục một, mục hai].",
    ),
    "not-text": (
        "error",
        "“{field}” cần một dòng chữ, không phải danh sách hay mục con.",
        "Ghi giá trị ngay sau dấu hai chấm; nếu có ký tự như [ hoặc {{ thì đặt trong ngoặc kép.",
    ),
    "unknown-key": ("error", "Không có khai báo nào tên là “{field}”.", "{hint}"),
    "missing-key": ("error", "Thiếu “{field}”.", "Thêm dòng {field}: …"),
    "bad-choice": ("error", "“{field}” không nhận giá trị “{typed}”.", "{hint}"),
    "bad-date": (
        "error",
        "“{typed}” không phải là ngày giờ đúng.",
        "Ghi như 2020-02-11 15:31 hoặc 11/02/2020 15:31 (ngày trước, tháng sau); giờ có thể bỏ.",
    ),
    "weekday": ("warning", "“{typed}”: ngày ấy là {true}.", "Xem lại thứ hay ngày, hoặc bỏ thứ đi."),
    "bad-partial": (
        "error",
        "“{typed}” không phải là ngày, tháng hay năm đúng.",
        "Ghi 2021, 05/2021 hoặc 14/05/2021; cũng được: 2021-05, 2021-05-14.",
    ),
    "bad-number": ("error", "“{field}” cần một số nguyên không âm, không phải “{typed}”.", "Ghi như 2750 hoặc 2.750."),
    "bad-focus": (
        "error",
        "“{typed}” không chỉ ra được một điểm của ảnh.",
        "Ghi hai số từ 0 đến 100: phần trăm tính từ mép trái, rồi từ mép trên. Ví dụ focus: 50 30.",
    ),
    "bad-yes-no": (
        "error",
        "“{field}” cần true hoặc false, không phải “{typed}”.",
        "Ghi true (có) hoặc false (không).",
    ),
    "bad-term": ("error", "“{typed}” không phải là một nhiệm kỳ.", "Ghi hai năm, năm đầu trước: 2020-2025."),
    "bad-id": ("error", "Mã “{typed}” dài quá hoặc có ký tự không in được.", "Dùng mã UUID do công cụ tạo ra."),
    "bad-slug": (
        "error",
        "“{typed}” không dùng làm địa chỉ được: chỉ gồm a-z, 0-9 và dấu gạch nối, không phải index hay trang.",
        "Ghi chẳng hạn: {proposed}",
    ),
    "no-slug": ("error", "Không lập được địa chỉ từ tiêu đề “{title}”.", "Thêm dòng slug: ten-bai-khong-dau."),
    "bad-page-name": (
        "error",
        "Tên tệp “{name}” không dùng làm địa chỉ được.",
        "Đổi tên tệp thành {proposed}.md.",
    ),
    "bad-alias": (
        "error",
        "“{typed}” không phải là địa chỉ cũ trên cổng này.",
        "Ghi phần sau tên miền, bắt đầu bằng một dấu /, không có dấu cách, dấu \\ hay hai chấm liền.",
    ),
    "bad-url": ("error", "“{typed}” không phải là địa chỉ web.", "Ghi đầy đủ, bắt đầu bằng https:// hoặc http://."),
    "bad-email": ("error", "“{typed}” không phải là địa chỉ thư điện tử.", "Ghi như vanphong@tinh.gov.vn."),
    "bad-lang": ("error", "“{typed}” không phải là mã ngôn ngữ.", "Ghi hai chữ thường: vi, en, fr, km, lo, zh…"),
    "end-before-start": ("error", "Kết thúc trước khi bắt đầu.", "Xem lại hai ngày start và end."),
    "withdrawn-missing": (
        "error",
        "Bài bị gỡ (status: withdrawn) phải nói rõ lý do.",
        "Thêm withdrawn: với date và reason.",
    ),
    "withdrawn-unexpected": (
        "error",
        "Có lý do gỡ bài nhưng bài không ở trạng thái bị gỡ.",
        "Thêm dòng status: withdrawn, hoặc bỏ phần withdrawn.",
    ),
    "byline-label": (
        "warning",
        "“{name}” có nhãn không đọc được, nên cả cụm bị coi là tên người.",
        "Dùng các nhãn Tin, Bài, Ảnh, Video, Đồ họa và dấu hai chấm, chẳng hạn: Tin: A - Ảnh: B.",
    ),
    "dateline-twice": (
        "warning",
        "Tóm tắt bắt đầu bằng “{name}”, là ký hiệu của dòng dateline, nên trên trang in hai lần.",
        "Bỏ ký hiệu ấy ở đầu tóm tắt.",
    ),
    "empty-article": (
        "warning",
        "Bài không có nội dung, ảnh hay tệp nào ngoài tóm tắt.",
        "Viết nội dung dưới dòng --- thứ hai; nếu chưa viết xong thì thêm dòng status: draft.",
    ),
}
