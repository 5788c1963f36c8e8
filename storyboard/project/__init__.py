"""One project folder on disk: its layout, bible, shot list, takes and picks."""

from storyboard.project.bibleedit import set_in_bible, with_value
from storyboard.project.biblefile import parse_bible, read_bible
from storyboard.project.files import sweep_temporary, sync_folder, write_atomically, write_new
from storyboard.project.layout import BIBLE, Layout
from storyboard.project.locks import drawing_alone, try_lock
from storyboard.project.project import Project, find_root, open_project
from storyboard.project.shotfields import EDITABLE, apply_fields, fields_of, read_duration, read_movement
from storyboard.project.shotfile import write_scalar
from storyboard.project.shotlist import load_shots, read_lock, save_breakdown, save_edits, save_text, shot_by_hand
from storyboard.project.takes import SUFFIXES, Problem, TakeStore, rank, wanted_rank
from storyboard.project.yamlfile import parse_yaml

__all__ = [
    "BIBLE",
    "EDITABLE",
    "SUFFIXES",
    "Layout",
    "Problem",
    "Project",
    "TakeStore",
    "apply_fields",
    "drawing_alone",
    "fields_of",
    "find_root",
    "load_shots",
    "open_project",
    "parse_bible",
    "parse_yaml",
    "rank",
    "read_bible",
    "read_duration",
    "read_lock",
    "read_movement",
    "save_breakdown",
    "save_edits",
    "save_text",
    "set_in_bible",
    "shot_by_hand",
    "sweep_temporary",
    "sync_folder",
    "try_lock",
    "wanted_rank",
    "with_value",
    "write_atomically",
    "write_new",
    "write_scalar",
]
