"""Computers for tests: their folders lie in a temporary one, whatever system the tests run on."""

import zipfile

from lotbook.doors.places import Computer, System


def windows(root, name="anna"):
    home = root / "Users" / name
    (home / "AppData" / "Roaming" / "Microsoft" / "Excel").mkdir(parents=True)
    environment = {
        "USERPROFILE": str(home),
        "APPDATA": str(home / "AppData" / "Roaming"),
        "LOCALAPPDATA": str(home / "AppData" / "Local"),
    }
    return Computer(System.WINDOWS, environment, home)


def macos(root, name="anna"):
    home = root / "Users" / name
    (home / "Library" / "Containers" / "com.microsoft.Excel" / "Data").mkdir(parents=True)
    return Computer(System.MACOS, {"HOME": str(home)}, home)


def linux(root, name="anna"):
    home = root / "home" / name
    home.mkdir(parents=True)
    return Computer(System.LINUX, {"HOME": str(home)}, home)


def package(folder, name, version="0.1.0", *, filler="x"):
    """A stand-in for the add-in (.xlam) or the extension (.oxt) that carries a version where the true one does."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("docProps/core.xml", f"<dc:title>Lotbook {version}</dc:title>")
        made.writestr("xl/workbook.xml", filler)
        if name.endswith(".oxt"):
            made.writestr("description.xml", f'<description><version value="{version}"/></description>')
    (folder / "lotbook.applescript").write_text('property lotbookInterpreter : ""\n')
    return path
