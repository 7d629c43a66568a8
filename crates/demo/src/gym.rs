//! What the club's gym has, and how its machines are set.

use chrono::NaiveDate;
use taper_events::equipment::{
    EquipmentPrefs, Inventory, Machine, MachineNote, MachineNotesSubmitted, MachineSetting, MachineType,
    NoteVisibility, PlatePairs, PrefsSubmitted,
};
use taper_events::{BasedOn, TimeZone, Unit, Weight};

use crate::calendar::evening;
use crate::writer::Writer;

const PLATES: [(f64, u8); 8] = [(25.0, 6), (20.0, 4), (15.0, 2), (10.0, 4), (5.0, 4), (2.5, 4), (1.25, 4), (0.5, 2)];

const MACHINES: [(&str, &str, MachineType); 3] = [
    ("Gym80", "Pure Kraft leg press", MachineType::LegPress),
    ("Hammer Strength", "Linear hack squat", MachineType::HackSquat),
    ("Technogym", "Pulldown", MachineType::Cable),
];

/// Everybody says what the gym has, and every third how a machine is set.
pub(crate) fn write(writer: &mut Writer, joined: NaiveDate, zone: TimeZone) {
    let at = evening(joined, zone, &mut writer.chance);
    let bar = |name: &str, weight: f64, id| Machine {
        machine_id: id,
        machine_type: MachineType::Barbell,
        name: Some(name.to_owned()),
        start_weight: Weight::kg(weight),
        sides: 2,
        stack: Vec::new(),
    };
    let machines = vec![bar("Bar", 20.0, writer.chance.id()), bar("Light bar", 15.0, writer.chance.id())];
    let inventory = Inventory {
        inventory_id: writer.chance.id().into(),
        name: "Club gym".to_owned(),
        unit: Unit::Kg,
        machines,
        plates: PLATES
            .iter()
            .map(|(weight, pairs)| PlatePairs { weight: Weight::kg(*weight), pairs: *pairs })
            .collect(),
    };
    let prefs = EquipmentPrefs { default_unit: Unit::Kg, inventories: vec![inventory] };
    writer.send(at, &PrefsSubmitted { based_on: BasedOn::default(), prefs });
    if writer.chance.happens(33) {
        let (brand, model, machine_type) = writer.chance.one_of(&MACHINES);
        let seat = MachineSetting { name: "seat".to_owned(), value: writer.chance.between(2, 7).to_string() };
        let note = MachineNote {
            brand: brand.to_owned(),
            model: model.to_owned(),
            machine_type,
            settings: vec![seat],
            notes: None,
            visibility: NoteVisibility::Public,
        };
        let note_id = Some(writer.chance.id().into());
        writer.send(at, &MachineNotesSubmitted { note_id, based_on: BasedOn::default(), note });
    }
}
