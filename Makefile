# Every command of the project. The first call makes .venv by itself; `make` alone lists the targets.
# Another office's content: make html INPUTDIR=elsewhere/content OUTPUTDIR=elsewhere/output

PY ?= python3
PORT ?= 8000
BASEDIR ?= $(CURDIR)
INPUTDIR ?= $(BASEDIR)/content
OUTPUTDIR ?= $(BASEDIR)/output
CONFFILE ?= $(BASEDIR)/pelicanconf.py
PUBLISHCONF ?= $(BASEDIR)/publishconf.py
PELICANOPTS ?=
BENCHOPTS ?=
PYTESTOPTS ?=
SCRIPTS ?= 2000
KILLS ?= 300
LOCKOPTS ?=

ifeq ($(wildcard requirements.lock),)
$(error Hãy chạy make trong thư mục của Cổng Tin, hoặc: make -C đường/dẫn/tới/cong-tin)
endif

# Each stamp is named after the locks it was made from and written last: a changed lock or an install that was cut
# short starts over. So does a Python that was upgraded underneath .venv, which no longer finds its packages.
checksum = $(shell cat $(1) | cksum | cut -d ' ' -f 1)
RUN_READY := .venv/.run-$(call checksum,requirements-build.lock requirements.lock)
TEST_READY := .venv/.test-$(call checksum,requirements-build.lock requirements.lock requirements-test.lock)
JUDGES_READY := tests/judges/node_modules/.ready-$(call checksum,tests/judges/package-lock.json)
ifeq ($(shell { .venv/bin/python -c 'import pip' && echo sound; } 2> /dev/null),)
.PHONY: $(RUN_READY)
endif

# Containers often set this; each command would then compile the whole program anew.
unexport PYTHONDONTWRITEBYTECODE

# One install at a time, where flock is at hand; who waited finds the work done.
ONE_AT_A_TIME = exec 9< requirements.lock; flock 9 2> /dev/null || true
PIP = .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-build-isolation
# Pelican would end in a traceback.
NEEDS_CONTENT = [ -d "$(INPUTDIR)" ] || { echo "INPUTDIR: không có thư mục nội dung $(INPUTDIR)." >&2; exit 1; };
PELICAN = $(NEEDS_CONTENT) .venv/bin/python -m pelican "$(INPUTDIR)" -o "$(OUTPUTDIR)"

.DEFAULT_GOAL := help
.PHONY: help html clean regenerate serve devserver publish verify why new check freeze related test soak bench bench-photos bench-related lock machine

help: ## Xem các lệnh
	@echo "Dùng: make LỆNH [BIẾN=giá trị]"
	@sed -n 's/^\([a-z-]*\):.*## /  \1|/p' Makefile | awk -F '|' '{ printf "%-12s %s\n", $$1, $$2 }'
	@echo "Biến: INPUTDIR OUTPUTDIR CONFFILE PUBLISHCONF PELICANOPTS PORT PY"
	@echo "  make html INPUTDIR=noi-khac/content OUTPUTDIR=noi-khac/output"
	@echo "  make new TITLE=\"Đại hội Đảng bộ\" UNIT=van-phong CATEGORY=xay-dung-dang DATE=2020-02-11"

html: $(RUN_READY) ## Dựng trang từ INPUTDIR vào OUTPUTDIR
	@$(PELICAN) -s "$(CONFFILE)" $(PELICANOPTS)

clean: ## Xóa trang đã dựng và bộ nhớ đệm
	@if [ -d "$(OUTPUTDIR)" ] && [ -n "$$(ls -A "$(OUTPUTDIR)")" ] && [ ! -e "$(OUTPUTDIR)/.cong-tin" ]; then \
		echo "$(OUTPUTDIR): thư mục này không do Cổng Tin tạo ra nên không xóa." >&2; exit 1; fi
	rm -rf "$(OUTPUTDIR)" .cache

regenerate: $(RUN_READY) ## Dựng lại mỗi khi nội dung đổi
	$(PELICAN) -r -s "$(CONFFILE)" $(PELICANOPTS)

serve: $(RUN_READY) ## Xem trang đã dựng tại http://127.0.0.1:PORT
	$(PELICAN) -l -p "$(PORT)" -s "$(CONFFILE)" $(PELICANOPTS)

devserver: $(RUN_READY) ## Xem thử tại http://127.0.0.1:PORT; lưu tệp là trang tự tải lại
	$(NEEDS_CONTENT) .venv/bin/python -m plugins.bridge.preview "$(INPUTDIR)" -o "$(OUTPUTDIR)" -p "$(PORT)" -s "$(CONFFILE)" $(PELICANOPTS)

publish: $(RUN_READY) ## Dựng bản chính thức theo PUBLISHCONF
	$(PELICAN) -s "$(PUBLISHCONF)" $(PELICANOPTS)
	@if [ -f "$(OUTPUTDIR)/rss/ids.txt" ]; then cp "$(OUTPUTDIR)/rss/ids.txt" "$(INPUTDIR)/published-ids.txt"; fi

# What an editor types reaches the command through the environment, untouched: quotes, $ and Vietnamese are text.
new: override export TITLE := $(value TITLE)
new: override export UNIT := $(value UNIT)
new: override export CATEGORY := $(value CATEGORY)
new: override export DATE := $(value DATE)
new: $(RUN_READY) ## Tạo tin mới: TITLE, UNIT, CATEGORY, DATE
	@.venv/bin/python -m plugins.tools new --content "$(INPUTDIR)" $${TITLE:+--title="$$TITLE"} $${UNIT:+--unit="$$UNIT"} \
		$${CATEGORY:+--category="$$CATEGORY"} $${DATE:+--date="$$DATE"}

verify: $(RUN_READY) ## Dựng, rồi so từng byte với một bản dựng từ đầu
	$(PELICAN) -s "$(CONFFILE)" -e VERIFY=true $(PELICANOPTS)

why: $(RUN_READY) ## Vì sao trang PAGE sẽ dựng lại: make why PAGE=/tin/2020/02/…/
	@$(PELICAN) -s "$(CONFFILE)" -e WHY='"$(PAGE)"' $(PELICANOPTS)

check: $(RUN_READY) ## Kiểm tra nội dung, chỉ ra mọi chỗ sai
	@.venv/bin/python -m plugins.tools check "$(INPUTDIR)"

freeze: $(RUN_READY) ## Ghi id và slug vào những tin chưa có
	@.venv/bin/python -m plugins.tools freeze "$(INPUTDIR)"

related: override export ARTICLE := $(value ARTICLE)
related: override export OTHER := $(value OTHER)
related: $(RUN_READY) ## Xem tin liên quan của một bài, và vì sao: ARTICLE, OTHER
	@.venv/bin/python -m plugins.tools related "$(INPUTDIR)" --article="$$ARTICLE" $${OTHER:+--other="$$OTHER"}

test: $(TEST_READY) $(JUDGES_READY) machine ## Chạy mọi phép thử của chương trình
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports
	.venv/bin/python -m pytest $(PYTESTOPTS)

soak: $(TEST_READY) ## Phép thử dài: hàng nghìn lần sửa, hàng trăm lần ngắt giữa chừng
	REBUILD_SCRIPTS=$(SCRIPTS) KILLS=$(KILLS) .venv/bin/python -m pytest -q $(PYTESTOPTS) \
		tests/bridge/test_incremental.py tests/bridge/test_kill.py

bench: $(RUN_READY) ## Đo tốc độ dựng trang, so với Hugo và Pelican (BENCHOPTS=...)
	.venv/bin/python tests/bench/run.py $(BENCHOPTS)

bench-photos: $(RUN_READY) ## Đo tốc độ làm ảnh, so với Hugo và eleventy-img
	.venv/bin/python tests/bench/darkroom.py $(BENCHOPTS)

bench-related: $(RUN_READY) ## Chấm điểm tin liên quan
	.venv/bin/python tests/bench/related.py $(BENCHOPTS)

COMPILE = .venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--custom-compile-command "make lock" $(LOCKOPTS)
lock: $(TEST_READY) ## Khóa phiên bản thư viện (LOCKOPTS=--upgrade để nâng cấp)
	$(COMPILE) --group build -o requirements-build.lock
	$(COMPILE) pyproject.toml -o requirements.lock
	$(COMPILE) pyproject.toml --group test -c requirements.lock -o requirements-test.lock
	$(COMPILE) --group bench -o tests/bench/requirements-peers.lock

$(RUN_READY):
	@$(ONE_AT_A_TIME); \
	if [ -e $@ ] && .venv/bin/python -c 'import pip' 2> /dev/null; then exit 0; fi; \
	$(PY) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Cần Python 3.11 trở lên; $(PY) ở đây là: $$($(PY) --version 2>&1). Chỉ rõ: make PY=/đường/dẫn/python3" >&2; \
		exit 1; }; \
	echo "Chuẩn bị .venv (chỉ lần đầu và khi thư viện đổi phiên bản) ..."; \
	rm -f .venv/.run-* .venv/.test-*; \
	$(PY) -m venv --clear .venv && $(PIP) -r requirements-build.lock && $(PIP) -r requirements.lock && touch $@

$(TEST_READY): $(RUN_READY)
	@$(ONE_AT_A_TIME); [ -e $@ ] || { $(PIP) -r requirements-test.lock && touch $@; }

$(JUDGES_READY): | machine
	npm ci --prefix tests/judges --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

# The judges need a browser, a Java runtime, a feed reader, npm and exiftool. Root on Debian gets them; others are told.
machine:
	@missing=; \
	command -v "$${CHROMIUM:-chromium}" > /dev/null || missing="$$missing chromium"; \
	command -v java > /dev/null || missing="$$missing default-jre-headless"; \
	command -v newsboat > /dev/null || missing="$$missing newsboat"; \
	command -v npm > /dev/null || missing="$$missing npm"; \
	command -v exiftool > /dev/null || missing="$$missing libimage-exiftool-perl"; \
	if [ -z "$$missing" ]; then exit 0; fi; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get > /dev/null; then \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends $$missing; \
	else echo "Các phép thử cần thêm:$$missing. Hãy cài rồi chạy lại make test." >&2; exit 1; fi
