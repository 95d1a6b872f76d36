"""Every diagnostic's words, in one table: code -> (severity, message, hint). Braces are filled by `diagnose`."""

from __future__ import annotations

from typing import Literal

MESSAGES: dict[str, tuple[Literal["error", "warning"], str, str]] = {
    # the folder and its files
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
    # front matter and YAML
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
    # keys and values
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
    # names of files, photos, attachments
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
    # the body
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
    # registries and their laws
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
    # across files
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
    "unpublished-link": (
        "warning",
        "Liên kết tới “{target}”, là bài chưa được đăng; tạm dẫn về trang chủ.",
        "Bỏ liên kết, hoặc đăng bài ấy trước hay cùng lúc.",
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
    "worker-lost": (
        "error",
        "Xử lý tệp này tốn quá nhiều thời gian hoặc bộ nhớ nên đã bị dừng.",
        "Kiểm tra xem tệp có đoạn nào lặp lại bất thường, hoặc chia bài thành nhiều bài.",
    ),
    "missing-file": ("error", "Không thấy tệp “{name}”.", "{hint}"),
}
