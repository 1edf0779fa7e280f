"""The XForm that pyxform makes of a workbook, read into a form (https://getodk.github.io/xforms-spec)."""

import re
from collections.abc import Mapping
from typing import Any

from lxml import etree

from models.instruments.form import Form, Table
from models.instruments.items import Choice, Group, Item, Node, Range, Text
from models.instruments.pulling import pulled_in
from models.instruments.question_types import ASKED
from models.instruments.xform_texts import Texts

_NS = {
    "h": "http://www.w3.org/1999/xhtml",
    "x": "http://www.w3.org/2002/xforms",
    "jr": "http://openrosa.org/javarosa",
}
_JR = f"{{{_NS['jr']}}}"
_X = f"{{{_NS['x']}}}"
_FILTER = re.compile(
    r"(?P<shuffled>randomize\()?\s*instance\('(?P<list>[^']+)'\)/root/item(?:\[(?P<filter>.*)\])?"
    r"\s*(?:,(?P<seed>[^\]]*))?(?(shuffled)\))\s*\Z",
    re.DOTALL,
)
_PLAIN = {"select_one_from_file": "select_one", "select_multiple_from_file": "select_multiple"}
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, remove_comments=True)


def read_xform(xform: str, types: Mapping[str, str], tables: Mapping[str, Table] | None = None) -> Form:
    """Read an XForm; `types` gives the XLSForm type of the node at each path, "text" where it is silent,
    `tables` the rows of the files it refers to."""
    return _Reader(etree.fromstring(xform.encode(), _PARSER), types, tables or {}).form()


class _Reader:
    def __init__(self, document: Any, types: Mapping[str, str], tables: Mapping[str, Table]) -> None:
        self._document = document
        self._tables = tables
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
        self._repeats = {repeat.get("nodeset"): repeat for repeat in document.iter(f"{_X}repeat")}
        self._read: dict[str, tuple[Choice, ...]] = {}
        self._controls = {
            control.get("ref"): control
            for control in document.find("h:body", _NS).iter()
            if isinstance(control.tag, str)
            and control.tag != f"{_X}setvalue"  # in a repeat, what sets a default stands among the controls
            and control.get("ref", "").startswith("/")
        }

    def form(self) -> Form:
        name = etree.QName(self._root).localname
        children = tuple(self._node(child, f"/{name}", "") for child in self._root if _is_answer(child))
        lists = self._lists()
        return Form(
            title=self._title,
            id=self._root.get("id", ""),
            version=self._root.get("version", ""),
            languages=self._texts.languages,
            default_language=self._texts.default,
            children=(*children, *self._meta(name)),
            lists={**lists, **self._read},
            root=name,
            tables={name: rows for name, rows in self._tables.items() if name in self._pulled()},
        )

    def _pulled(self) -> set[str]:
        """Give the tables that the expressions look things up in."""
        sources = [text for element in self._document.iter() for text in element.attrib.values()]
        return {name for text in sources if "pulldata" in text for name in pulled_in(text)}

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
        if self._types.get(path, "text") in {"group", "repeat"}:
            repeat = self._repeats.get(full)
            return Group(
                path=path,
                name=name,
                children=tuple(self._node(c, full, f"{path}/") for c in element if _is_answer(c)),
                repeats=repeat is not None,
                count=repeat.get(f"{_JR}count", "").strip() if repeat is not None else "",
                label=self._texts.of(control, "label"),
                appearance=_attribute(control, "appearance"),
                relevant=bind.get("relevant", ""),
            )
        return self._item(element, name, full, path)

    def _item(self, element: Any, name: str, full: str, path: str) -> Item:
        bind, control = self._binds.get(full, {}), self._controls.get(full)
        kind = self._types.get(path, "text")
        appearance = _attribute(control, "appearance")
        list_name, choice_filter, shuffle = self._choices(control)
        return Item(
            path=path,
            name=name,
            type=_PLAIN.get(kind, kind),
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
            shuffle=shuffle,
            range=_range(control),
            media=self._texts.media_of(control),
        )

    def _message(self, attribute: str) -> Text:
        return self._texts.named(attribute) if attribute else {}

    def _choices(self, control: Any) -> tuple[str, str, str]:
        itemset = control.find("x:itemset", _NS) if control is not None else None
        match = _FILTER.match(itemset.get("nodeset", "")) if itemset is not None else None
        if match is None or itemset is None:
            return "", "", ""
        shuffle = (match["seed"] or "*").strip() if match["shuffled"] else ""
        return self._list_name(match["list"], itemset), (match["filter"] or "").strip(), shuffle

    def _list_name(self, name: str, itemset: Any) -> str:
        """Give what a list is called here: one from a file by the columns it is read by, too."""
        if name not in self._tables:
            return name
        columns = [itemset.find(f"x:{part}", _NS).get("ref", "") for part in ("value", "label")]
        called = ":".join([f"{name}.csv", *columns])
        value, label = columns
        self._read[called] = tuple(
            Choice(row.get(value, ""), self._texts.plain(row.get(label, "")), row)
            for row in self._tables[name]
            if row.get(value)
        )
        return called

    def _lists(self) -> dict[str, tuple[Choice, ...]]:
        return {
            instance.get("id"): tuple(self._choice(item) for item in instance.iterfind("x:root/x:item", _NS))
            for instance in self._model.iterfind("x:instance", _NS)
            if instance.get("id") is not None and not instance.get("src")
        }

    def _choice(self, item: Any) -> Choice:
        cells = {etree.QName(cell).localname: cell.text or "" for cell in item}
        name = cells.pop("name", "")
        text_id = cells.pop("itextId", "")
        label = cells.pop("label", "")
        if not text_id:
            return Choice(name, self._texts.plain(label), cells)
        return Choice(name, self._texts.by_id(text_id), cells, self._texts.media(text_id))


def _is_answer(element: Any) -> bool:
    return etree.QName(element).localname != "meta" and element.get(f"{_JR}template") is None


def _attribute(control: Any, name: str) -> str:
    return "" if control is None else str(control.get(name, ""))


def _range(control: Any) -> Range | None:
    if control is None or control.tag != f"{_X}range":
        return None
    return Range(control.get("start"), control.get("end"), control.get("step"))
