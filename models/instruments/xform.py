"""The XForm that pyxform makes of a workbook, read into a form (https://getodk.github.io/xforms-spec)."""

import re
from collections.abc import Mapping
from typing import Any

from lxml import etree

from models.instruments.form import Form
from models.instruments.items import Choice, Group, Item, Node, Range, Text
from models.instruments.question_types import ASKED
from models.instruments.xform_texts import Texts

_NS = {
    "h": "http://www.w3.org/1999/xhtml",
    "x": "http://www.w3.org/2002/xforms",
    "jr": "http://openrosa.org/javarosa",
}
_JR = f"{{{_NS['jr']}}}"
_X = f"{{{_NS['x']}}}"
_FILTER = re.compile(r"instance\('(?P<list>[^']+)'\)/root/item(?:\[(?P<filter>.*)\])?\s*\Z", re.DOTALL)
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, remove_comments=True)


def read_xform(xform: str, types: Mapping[str, str]) -> Form:
    """Read an XForm; `types` gives the XLSForm type of the node at each path, "text" where it is silent."""
    return _Reader(etree.fromstring(xform.encode(), _PARSER), types).form()


class _Reader:
    def __init__(self, document: Any, types: Mapping[str, str]) -> None:
        self._title = document.findtext("h:head/h:title", "", _NS)
        self._model = document.find("h:head/x:model", _NS)
        self._root = self._model.find("x:instance", _NS)[0]
        self._types = types
        self._texts = Texts(self._model.find("x:itext", _NS))
        self._binds = {bind.get("nodeset"): bind for bind in self._model.iterfind("x:bind", _NS)}
        self._defaults = {
            action.get("ref"): action.get("value", "")
            for action in self._model.iterfind("x:setvalue", _NS)
            if "odk-instance-first-load" in action.get("event", "").split()
        }
        self._controls = {
            control.get("ref"): control
            for control in document.find("h:body", _NS).iter()
            if isinstance(control.tag, str) and control.get("ref", "").startswith("/")
        }

    def form(self) -> Form:
        name = etree.QName(self._root).localname
        children = tuple(self._node(child, f"/{name}", "") for child in self._root if _is_answer(child))
        return Form(
            title=self._title,
            id=self._root.get("id", ""),
            version=self._root.get("version", ""),
            languages=self._texts.languages,
            default_language=self._texts.default,
            children=(*children, *self._meta(name)),
            lists=self._lists(),
            root=name,
        )

    def _meta(self, root: str) -> tuple[Group, ...]:
        """Keep the name that the settings give a response; its id is the database's own."""
        bind = self._binds.get(f"/{root}/meta/instanceName")
        if bind is None:
            return ()
        name = Item(
            path="meta/instanceName",
            name="instanceName",
            type="calculate",
            asked=False,
            calculation=bind.get("calculate", ""),
        )
        return (Group(path="meta", name="meta", children=(name,)),)

    def _node(self, element: Any, above: str, path_above: str) -> Node:
        name = etree.QName(element).localname
        full, path = f"{above}/{name}", f"{path_above}{name}"
        bind, control = self._binds.get(full, {}), self._controls.get(full)
        if self._types.get(path, "text") == "group":
            return Group(
                path=path,
                name=name,
                children=tuple(self._node(child, full, f"{path}/") for child in element),
                label=self._texts.of(control, "label"),
                appearance=_attribute(control, "appearance"),
                relevant=bind.get("relevant", ""),
            )
        return self._item(element, name, full, path)

    def _item(self, element: Any, name: str, full: str, path: str) -> Item:
        bind, control = self._binds.get(full, {}), self._controls.get(full)
        kind = self._types.get(path, "text")
        appearance = _attribute(control, "appearance")
        list_name, choice_filter = self._choices(control)
        return Item(
            path=path,
            name=name,
            type=kind,
            data_type=bind.get("type", "string"),
            asked=control is not None and kind in ASKED and "label" not in appearance.split(),
            label=self._texts.of(control, "label"),
            hint=self._texts.of(control, "hint"),
            appearance=appearance,
            relevant=bind.get("relevant", ""),
            required=bind.get("required", ""),
            required_message=self._message(bind.get(f"{_JR}requiredMsg", "")),
            constraint=bind.get("constraint", ""),
            constraint_message=self._message(bind.get(f"{_JR}constraintMsg", "")),
            calculation=bind.get("calculate", ""),
            read_only=bind.get("readonly", ""),
            default=element.text or "",
            dynamic_default=self._defaults.get(full, ""),
            list_name=list_name,
            choice_filter=choice_filter,
            range=_range(control),
        )

    def _message(self, attribute: str) -> Text:
        return self._texts.named(attribute) if attribute else {}

    def _choices(self, control: Any) -> tuple[str, str]:
        itemset = control.find("x:itemset", _NS) if control is not None else None
        if itemset is None:
            return "", ""
        match = _FILTER.match(itemset.get("nodeset", ""))
        return (match["list"], (match["filter"] or "").strip()) if match else ("", "")

    def _lists(self) -> dict[str, tuple[Choice, ...]]:
        return {
            instance.get("id"): tuple(self._choice(item) for item in instance.iterfind("x:root/x:item", _NS))
            for instance in self._model.iterfind("x:instance", _NS)
            if instance.get("id") is not None
        }

    def _choice(self, item: Any) -> Choice:
        cells = {etree.QName(cell).localname: cell.text or "" for cell in item}
        name = cells.pop("name", "")
        text_id = cells.pop("itextId", "")
        label = cells.pop("label", "")
        return Choice(name, self._texts.by_id(text_id) if text_id else self._texts.plain(label), cells)


def _is_answer(element: Any) -> bool:
    return etree.QName(element).localname != "meta"


def _attribute(control: Any, name: str) -> str:
    return "" if control is None else str(control.get(name, ""))


def _range(control: Any) -> Range | None:
    if control is None or control.tag != f"{_X}range":
        return None
    return Range(control.get("start"), control.get("end"), control.get("step"))
