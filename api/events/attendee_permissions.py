"""Who may see who signed up. Names are for whoever runs the event, not for editors or who looks after accounts."""

from api.kernel.permission import Permission, Reach, Role

_WHO = {
    Role.project_manager: Reach.everywhere,
    Role.area_staff: Reach.own_area,
    Role.trainer: Reach.own,
}
SEE = Permission("registrations.see", _WHO, "See who signed up for an event and who was there, and take lists out.")
EDIT = Permission("registrations.edit", _WHO, "Sign people up, change and cancel for them, and note who was there.")
