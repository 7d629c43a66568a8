drop table equipment.machine_notes, equipment.equipment_prefs;
