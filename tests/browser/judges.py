"""The judges that are others' work: axe-core for accessibility, vnu for HTML and CSS, and the browser's own reports."""

import json
import subprocess
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from urllib.parse import unquote

from playwright.sync_api import Page, Request

JUDGES = Path(__file__).parents[1] / "judges" / "node_modules"

AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
AXE_RUN = """async tags => {
  const options = {
    runOnly: {type: 'tag', values: tags},
    rules: {'target-size': {enabled: true}},  // WCAG 2.2; off unless asked for
    resultTypes: ['violations', 'incomplete'],
  };
  const {violations, incomplete, passes} = await axe.run(document, options);
  if (!passes.length) throw new Error('axe-core judged nothing');
  // Text in the very colour of its ground is left undecided by axe-core, since some hide text so on purpose.
  const isUnseen = node => node.any.some(check => check.data?.messageKey === 'equalRatio');
  const unseen = incomplete.map(rule => ({...rule, nodes: rule.nodes.filter(isUnseen)}));
  return [...violations, ...unseen].flatMap(rule => rule.nodes.map(
    node => `${rule.id}: ${node.target.join(' ')}: ${node.failureSummary.replace(/\\s+/g, ' ')}`));
}"""


@cache
def axe_source() -> str:
    """Read axe-core once."""
    return (JUDGES / "axe-core" / "axe.min.js").read_text("utf-8")


def accessibility_faults(page: Page) -> list[str]:
    """Let axe-core judge the page as it now stands: WCAG 2.2 A and AA, and good practice."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(axe_source())
    return page.evaluate(AXE_RUN, AXE_TAGS)


def markup_faults(folder: Path) -> dict[str, list[str]]:
    """Let vnu judge all HTML and CSS below a folder: {what is wrong: [`file:line`, …]}; warnings count."""
    # A deep stack for deep pages; and for a run of seconds, Java's quick compiler takes half the time of the other.
    java = ["java", "-Xss4m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"]
    jar = JUDGES / "vnu-jar" / "build" / "dist" / "vnu.jar"
    options = ["--Werror", "--skip-non-html", "--also-check-css", "--format", "json", "--stdout"]
    done = subprocess.run([*java, "-jar", str(jar), *options, str(folder)], capture_output=True, text=True, check=False)
    faults: dict[str, list[str]] = defaultdict(list)
    for message in json.loads(done.stdout or '{"messages": []}')["messages"]:
        place = unquote(message.get("url", "")).removeprefix(f"file:{folder}/")
        faults[message["message"]].append(f"{place}:{message.get('lastLine', 0)}")
    if done.returncode and not faults:
        faults[f"vnu ended with {done.returncode}"].append(done.stderr)
    return faults


@dataclass
class Watch:
    """Collects what a page asks for and complains about, from construction on."""

    page: Page
    origin: str
    faults: list[str] = field(default_factory=list)
    requests: int = 0

    def __post_init__(self) -> None:
        self.page.on("request", lambda request: self.see_request(request.url))
        self.page.on("response", lambda answer: self.see_status(answer.url, answer.status))
        self.page.on("requestfailed", self.see_failure)
        self.page.on("console", lambda message: self.see_console(message.type, message.text))
        self.page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))

    def see_request(self, url: str) -> None:
        """Note an address outside the site."""
        self.requests += 1
        if not url.startswith(f"{self.origin}/"):
            self.faults.append(f"leaves the origin: {url}")

    def see_failure(self, request: Request) -> None:
        """Note an address that gives no answer; leaving a page by an address that answers with nothing is none."""
        if not request.is_navigation_request():
            self.faults.append(f"failed: {request.url}: {request.failure}")

    def see_status(self, url: str, status: int) -> None:
        """Note an address that is asked for in vain."""
        if status >= 400:
            self.faults.append(f"{status}: {url}")

    def see_console(self, level: str, text: str) -> None:
        """Note what the browser warns of; a refusal by the Content-Security-Policy is an error there."""
        if level in {"error", "warning"}:
            self.faults.append(f"console: {text}")
