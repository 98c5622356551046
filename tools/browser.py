"""Finds the Chromium for tests in a real browser."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ENABLE = "sudo apt install chromium (Debian, Ubuntu), or: .venv/bin/python -m playwright install --with-deps chromium"
# without a window it takes a quarter less: first
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
ASK_PLAYWRIGHT = """
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    print(playwright.chromium.executable_path)
"""


def _of_playwright() -> str | None:
    """The Chromium that Playwright's own installer put somewhere, None when it did not."""
    answer = subprocess.run([sys.executable, "-c", ASK_PLAYWRIGHT], capture_output=True, text=True, check=False)
    path = answer.stdout.strip()
    return path if path and Path(path).exists() else None


def find(*, install: bool = True) -> str | None:
    """The path of a Chromium: `WIK_CHROMIUM`, PATH, else Playwright's, fetched when `install`; None without."""
    if chosen := os.environ.get("WIK_CHROMIUM"):
        return chosen if Path(chosen).exists() else None
    if found := next(filter(None, map(shutil.which, NAMES)), None):
        return found
    if MAC.exists():
        return str(MAC)
    if (path := _of_playwright()) or not install:
        return path
    print("No Chromium on PATH; trying Playwright's installer …", flush=True)
    command = [sys.executable, "-m", "playwright", "install", "chromium"]
    try:
        done = subprocess.run(command, capture_output=True, check=False, timeout=300).returncode == 0
    except subprocess.TimeoutExpired:
        done = False
    return _of_playwright() if done else None
