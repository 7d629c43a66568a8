//! What inventories must hold beyond their schema.

use std::collections::HashSet;

use taper_events::equipment::EquipmentPrefs;
use taper_events::{FieldError, Weight};

/// Most faults that one answer names.
const MAX_FAULTS: usize = 100;

/// What contradicts itself, by place.
pub(crate) fn faults(prefs: &EquipmentPrefs) -> Vec<FieldError> {
    let mut faults = Vec::new();
    let (mut inventories, mut machines) = (HashSet::new(), HashSet::new());
    for (i, inventory) in prefs.inventories.iter().enumerate() {
        let mut fault = |field: String, code, message| {
            faults.push(FieldError::new(format!("/inventories/{i}/{field}"), code, message));
        };
        if !inventories.insert(inventory.inventory_id) {
            fault("inventory_id".to_owned(), "duplicate", "Another inventory has this id.");
        }
        if is_blank(&inventory.name) {
            fault("name".to_owned(), "blank", "A gym has a name.");
        }
        for (j, machine) in inventory.machines.iter().enumerate() {
            if !machines.insert(machine.machine_id) {
                fault(format!("machines/{j}/machine_id"), "duplicate", "Another machine has this id.");
            }
            if machine.name.as_deref().is_some_and(is_blank) {
                fault(format!("machines/{j}/name"), "blank", "A name says something.");
            }
            let own: Vec<Weight> = machine.stack.iter().map(|plates| plates.weight).collect();
            plate_faults(&format!("machines/{j}/stack"), &own, &mut fault);
        }
        let plates: Vec<Weight> = inventory.plates.iter().map(|plates| plates.weight).collect();
        plate_faults("plates", &plates, &mut fault);
    }
    faults.truncate(MAX_FAULTS);
    faults
}

/// Of a list of plates, each of which counts those of one weight.
fn plate_faults(list: &str, weights: &[Weight], fault: &mut impl FnMut(String, &'static str, &'static str)) {
    for (i, weight) in weights.iter().enumerate() {
        if weight.value <= 0.0 {
            fault(format!("{list}/{i}/weight/value"), "minimum", "A plate weighs more than nothing.");
        }
        if weights[..i].contains(weight) {
            fault(format!("{list}/{i}/weight"), "duplicate", "These plates are counted already.");
        }
    }
}

fn is_blank(text: &str) -> bool {
    text.trim().is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;
    use taper_events::equipment::{Inventory, Machine, MachineType, PlatePairs, StackPlates};
    use taper_events::{InventoryId, Unit};
    use uuid::Uuid;

    fn machine(id: u128) -> Machine {
        Machine {
            machine_id: Uuid::from_u128(id),
            machine_type: MachineType::Barbell,
            name: None,
            start_weight: Weight::kg(20.0),
            sides: 2,
            stack: Vec::new(),
        }
    }

    fn pairs(weight: Weight) -> PlatePairs {
        PlatePairs { weight, pairs: 2 }
    }

    fn gym(id: u128) -> Inventory {
        Inventory {
            inventory_id: InventoryId(Uuid::from_u128(id)),
            name: "Cellar".to_owned(),
            unit: Unit::Kg,
            machines: vec![machine(10 * id)],
            plates: vec![pairs(Weight::kg(20.0)), pairs(Weight::kg(2.5))],
        }
    }

    fn found(inventories: Vec<Inventory>) -> Vec<(String, String)> {
        let prefs = EquipmentPrefs { default_unit: Unit::Kg, inventories };
        faults(&prefs).into_iter().map(|fault| (fault.pointer, fault.code)).collect()
    }

    fn one(pointer: &str, code: &str) -> Vec<(String, String)> {
        vec![(pointer.to_owned(), code.to_owned())]
    }

    #[test]
    fn two_gyms_with_the_same_plates_are_fine_and_so_is_none() {
        assert_eq!(found(vec![gym(1), gym(2)]), []);
        assert_eq!(found(Vec::new()), []);
    }

    #[test]
    fn an_id_names_one_thing() {
        let twin = Inventory { machines: Vec::new(), ..gym(1) };
        assert_eq!(found(vec![gym(1), twin]), one("/inventories/1/inventory_id", "duplicate"));
        let elsewhere = Inventory { machines: vec![machine(10)], ..gym(2) };
        assert_eq!(found(vec![gym(1), elsewhere]), one("/inventories/1/machines/0/machine_id", "duplicate"));
    }

    #[test]
    fn plates_of_one_weight_are_counted_once() {
        let twice = Inventory { plates: vec![pairs(Weight::kg(20.0)); 2], ..gym(1) };
        assert_eq!(found(vec![twice]), one("/inventories/0/plates/1/weight", "duplicate"));
        let pounds = Weight { value: 20.0, unit: Unit::Lb };
        let mixed = Inventory { plates: vec![pairs(Weight::kg(20.0)), pairs(pounds)], ..gym(1) };
        assert_eq!(found(vec![mixed]), []);
    }

    #[test]
    fn plates_weigh_something_and_an_empty_sled_may_weigh_nothing() {
        let air = Inventory { plates: vec![pairs(Weight::kg(0.0))], ..gym(1) };
        assert_eq!(found(vec![air]), one("/inventories/0/plates/0/weight/value", "minimum"));
        let stack = vec![StackPlates { weight: Weight::kg(0.0), count: 20 }];
        let weightless = Inventory { machines: vec![Machine { stack, ..machine(1) }], ..gym(1) };
        assert_eq!(found(vec![weightless]), one("/inventories/0/machines/0/stack/0/weight/value", "minimum"));
        let sled = Inventory { machines: vec![Machine { start_weight: Weight::kg(0.0), ..machine(1) }], ..gym(1) };
        assert_eq!(found(vec![sled]), []);
    }

    #[test]
    fn a_name_says_something() {
        assert_eq!(found(vec![Inventory { name: " ".to_owned(), ..gym(1) }]), one("/inventories/0/name", "blank"));
        let unnamed = Machine { name: Some("\t".to_owned()), ..machine(1) };
        let gym = Inventory { machines: vec![unnamed], ..gym(1) };
        assert_eq!(found(vec![gym]), one("/inventories/0/machines/0/name", "blank"));
    }

    #[test]
    fn an_answer_names_a_bounded_number_of_faults() {
        let air = Inventory { name: " ".to_owned(), plates: vec![pairs(Weight::kg(0.0)); 30], ..gym(1) };
        assert_eq!(found(vec![air.clone(), air]).len(), MAX_FAULTS);
    }
}
