"""Templates: those on offer, and the form that edits the user's own."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject

from assistant.briefs.template import Template
from assistant.briefs.templates import make_template
from assistant.errors import HaversackError
from ui import wording
from ui.controllers.session import Session, on_success
from ui.jobs import Lane
from ui.views.brief_form import BriefForm
from ui.views.notice import NoticeStack, Tone
from ui.views.template_form import TemplateForm


class TemplateController(QObject):
    """Offers templates in the form of briefs, and keeps what is edited beside the shipped ones."""

    def __init__(self, session: Session, form: BriefForm, notices: NoticeStack) -> None:
        super().__init__(session)
        self._session = session
        self._form = form
        self._notices = notices
        self._known: dict[str, Template] = {}
        self._own: frozenset[str] = frozenset()
        form.edit_wanted.connect(self.edit)
        session.library_opened.connect(lambda _name: self.refresh())

    def template(self, name: str) -> Template | None:
        """Return a template as it was fetched last."""
        return self._known.get(name)

    def refresh(self, chosen: str = "") -> None:
        """Fetch the templates anew, and choose one of them."""
        task = self._session.jobs.call(self._fetch, lane=Lane.BACKGROUND)
        on_success(task, self._fetched, self._session, chosen)

    def edit(self, template: Template) -> TemplateForm:
        """Show the form for a template: one of the user's own, or a copy of a shipped one."""
        own = template.name in self._own
        data = template.model_dump(mode="json", exclude_defaults=True)
        if not own:
            data |= {"name": self._free_name(template.name), "title": self._copied(template.title)}
        form = TemplateForm(data, self._form.window(), removable=own)
        form.kept.connect(lambda edited: self._keep(form, edited))
        form.remove_wanted.connect(lambda: self._remove(form, template.name))
        form.open()
        return form

    def _copied(self, title: str) -> str:
        return wording.fill(self.tr("%1 (own)"), title)

    def _free_name(self, name: str) -> str:
        wanted = f"own-{name}"
        taken = self._known.keys()
        return next(one for one in (wanted, *(f"{wanted}-{n}" for n in range(2, len(taken) + 3))) if one not in taken)

    def _keep(self, form: TemplateForm, data: dict[str, Any]) -> None:
        """Check what was typed; where it is right, keep it and close the form."""
        try:
            template = make_template(data, data["title"] or data["name"])
        except HaversackError as error:
            form.show_problem(error.message)
            return
        if template.name in self._known and template.name not in self._own:
            form.show_problem(self.tr("A template that ships with the program has this name: choose another one."))
            return
        form.accept()
        self._save(template)

    def _save(self, template: Template) -> None:
        task = self._session.jobs.call(
            lambda: self._session.workspace.writing.templates.save(template), lane=Lane.BACKGROUND
        )
        on_success(task, lambda _kept: self.refresh(template.name), self._session)

    def _remove(self, form: TemplateForm, name: str) -> None:
        form.reject()
        task = self._session.jobs.call(
            lambda: self._session.workspace.writing.templates.remove(name), lane=Lane.BACKGROUND
        )
        on_success(task, self._removed, self._session, self._known[name])

    def _removed(self, template: Template, _nothing: object) -> None:
        text = wording.fill(self.tr("The template “%1” was deleted."), template.title)
        self._notices.say(Tone.INFO, text).add_action(self.tr("Bring it back"), lambda: self._save(template))
        self.refresh()

    def _fetch(self) -> tuple[list[Template], frozenset[str]]:
        templates = self._session.workspace.writing.templates
        return templates.all(), templates.own()

    def _fetched(self, chosen: str, found: tuple[list[Template], frozenset[str]]) -> None:
        templates, self._own = found
        self._known = {template.name: template for template in templates}
        self._form.show_templates(templates)
        if chosen:
            self._form.choose(chosen)
