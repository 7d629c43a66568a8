//! What an intent's schema allows can be read into its type: for documents that are made from the schemas.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops there")]

use chrono::{DateTime, NaiveDate};
use proptest::prelude::*;
use proptest::strategy::Union;
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Map, Value, json};
use taper_events::{CATALOGUE, client_schema};

/// Longest list and text that is made.
const MAX_ITEMS: usize = 4;
const MAX_CHARS: usize = 40;

/// Documents that meet `schema`.
fn documents(schema: &Value, defs: &Value) -> BoxedStrategy<Value> {
    if let Some(target) = schema["$ref"].as_str() {
        return documents(&defs[target.strip_prefix("#/$defs/").unwrap()], defs);
    }
    if let Some(only) = schema.get("const") {
        return Just(only.clone()).boxed();
    }
    if let Some(choices) = schema["enum"].as_array() {
        return prop::sample::select(choices.clone()).boxed();
    }
    if let Some(choices) = schema["oneOf"].as_array().or(schema["anyOf"].as_array()) {
        return Union::new(choices.iter().map(|choice| documents(choice, defs))).boxed();
    }
    match &schema["type"] {
        Value::Array(types) => {
            let one_of = |name: &Value| of_type(name.as_str().unwrap(), schema, defs);
            Union::new(types.iter().map(one_of)).boxed()
        }
        name => of_type(name.as_str().unwrap_or_else(|| panic!("no type: {schema}")), schema, defs),
    }
}

fn of_type(name: &str, schema: &Value, defs: &Value) -> BoxedStrategy<Value> {
    let bound = |name: &str, default: usize| schema[name].as_u64().map_or(default, |bound| bound as usize);
    match name {
        "null" => Just(Value::Null).boxed(),
        "boolean" => any::<bool>().prop_map(Value::from).boxed(),
        "integer" => {
            let (least, most) = (schema["minimum"].as_f64(), schema["maximum"].as_f64());
            let (least, most) = (least.map_or(i64::MIN, |n| n as i64), most.map_or(i64::MAX, |n| n as i64));
            prop_oneof![Just(least), Just(most), least..=most].prop_map(Value::from).boxed()
        }
        "number" => {
            let (least, most) = (schema["minimum"].as_f64().unwrap_or(-1e9), schema["maximum"].as_f64().unwrap_or(1e9));
            prop_oneof![Just(least), Just(most), least..=most].prop_map(Value::from).boxed()
        }
        "string" => texts(schema),
        "array" => {
            let least = bound("minItems", 0);
            let most = bound("maxItems", MAX_ITEMS).min(MAX_ITEMS).max(least);
            prop::collection::vec(documents(&schema["items"], defs), least..=most).prop_map(Value::from).boxed()
        }
        "object" => objects(schema, defs),
        other => panic!("a type that this test cannot make: {other}"),
    }
}

fn texts(schema: &Value) -> BoxedStrategy<Value> {
    match (schema["format"].as_str(), schema["pattern"].as_str()) {
        (Some("uuid"), _) => any::<u128>().prop_map(|n| json!(uuid::Uuid::from_u128(n))).boxed(),
        // 1900 to 2199.
        (Some("date"), _) => (-25_567..84_006).prop_map(|days| json!(NaiveDate::from_epoch_days(days))).boxed(),
        (Some("date-time"), _) => (-2_208_988_800_i64..7_258_118_400)
            .prop_map(|seconds| json!(DateTime::from_timestamp(seconds, 0).unwrap()))
            .boxed(),
        (None, None) => {
            let least = schema["minLength"].as_u64().unwrap_or(0) as usize;
            let most = schema["maxLength"].as_u64().map_or(MAX_CHARS, |most| (most as usize).min(MAX_CHARS)).max(least);
            prop::collection::vec(any::<char>(), least..=most)
                .prop_map(|text| json!(text.into_iter().collect::<String>()))
                .boxed()
        }
        (Some("iana-time-zone"), _) => {
            prop::sample::select(vec!["Europe/Oslo", "UTC", "America/Argentina/Buenos_Aires", "Etc/GMT+12"])
                .prop_map(Value::from)
                .boxed()
        }
        (None, Some(pattern)) => {
            // It is made whole: there is nothing before it and nothing behind.
            let whole = pattern.trim_start_matches('^').trim_end_matches('$');
            proptest::string::string_regex(whole).unwrap().prop_map(Value::from).boxed()
        }
        (Some(other), _) => panic!("a format that this test cannot make: {other}"),
    }
}

fn objects(schema: &Value, defs: &Value) -> BoxedStrategy<Value> {
    let required = schema["required"].as_array().cloned().unwrap_or_default();
    let fields: Vec<_> = schema["properties"]
        .as_object()
        .into_iter()
        .flatten()
        .map(|(name, field)| {
            let present = if required.contains(&json!(name)) { Just(true).boxed() } else { any::<bool>().boxed() };
            (Just(name.clone()), present, documents(field, defs))
        })
        .collect();
    (fields, entries(schema, defs))
        .prop_map(|(fields, entries)| {
            let fields = fields.into_iter().filter(|(_, present, _)| *present).map(|(name, _, value)| (name, value));
            Value::Object(fields.chain(entries).collect::<Map<_, _>>())
        })
        .boxed()
}

/// Of a map: what stands under names that only a pattern knows.
fn entries(schema: &Value, defs: &Value) -> BoxedStrategy<Vec<(String, Value)>> {
    if !schema["additionalProperties"].is_object() {
        return Just(Vec::new()).boxed();
    }
    let name = documents(&schema["propertyNames"], defs).prop_map(|name| name.as_str().unwrap().to_owned());
    prop::collection::vec((name, documents(&schema["additionalProperties"], defs)), 0..=MAX_ITEMS).boxed()
}

#[test]
fn what_a_schema_allows_its_owner_can_read() {
    for entry in CATALOGUE.iter().filter(|entry| entry.event.kind.is_intent()) {
        let schema = client_schema(entry);
        let data = documents(&schema["properties"]["data"], &schema["$defs"]);
        let mut runner = TestRunner::new(Config { cases: 200, failure_persistence: None, ..Config::default() });
        let told =
            runner.run(&data, |data| (entry.read)(&data).map_err(|error| TestCaseError::fail(format!("{error:?}"))));
        told.unwrap_or_else(|error| panic!("{}: {error}", entry.event.name));
    }
}

#[test]
fn what_cannot_be_read_is_told_with_its_place() {
    let plan = taper_events::entry("program.plan.created").unwrap();
    let error = (plan.read)(&json!({"plan_id": 7})).unwrap_err();
    assert_eq!((error.pointer.as_str(), error.code.as_str()), ("/data/plan_id", "unreadable"));
}
