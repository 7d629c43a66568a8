//! JSON Schema 2020-12 from the types: closed for clients, open for the bus.

use serde_json::{Map, Value, json};
use utoipa::ToSchema;
use utoipa::openapi::{RefOr, Schema};

use crate::{Entry, Secret};

const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";
const MAX_AUDIENCE: usize = 256;
/// What a sealed secret looks like on the bus.
const SEALED_PATTERN: &str = "^sealed:";
/// Days that somebody may train for, or have trained on: 1900 to 2199. Any other is a slip.
const YEARS_PATTERN: &str = "^(19|20|21)[0-9]{2}-";

/// What a client must send: no field that is not named here, and no day out of all time.
pub fn client_schema(entry: &Entry) -> Value {
    let mut root = envelope(entry, &["traceparent"]);
    let (mut data, mut defs) = parts(entry);
    defs.values_mut().chain([&mut data]).for_each(bound_years);
    root["properties"]["data"] = data;
    defs.values_mut().chain([&mut root]).for_each(close);
    root["$defs"] = Value::Object(defs);
    root
}

/// What stands on the bus: unknown fields are ignored, secrets are sealed.
pub fn bus_schema(entry: &Entry) -> Value {
    let mut root = envelope(entry, &[]);
    let properties = &mut root["properties"];
    for (name, schema) in [
        ("event_id", uuid()),
        ("causation_id", uuid()),
        ("received_at", json!({"type": "string", "format": "date-time"})),
        ("audience", json!({"type": "array", "items": uuid(), "maxItems": MAX_AUDIENCE})),
        ("traceparent", json!({"type": "string", "maxLength": 64})),
        ("request_id", json!({"type": "string", "maxLength": 64})),
    ] {
        properties[name] = schema;
    }
    let (data, mut defs) = parts(entry);
    properties["data"] = data;
    if let Some(secret) = defs.get_mut(Secret::SCHEMA_NAME) {
        *secret = json!({"type": "string", "pattern": SEALED_PATTERN, "maxLength": 1024});
    }
    root["$defs"] = Value::Object(defs);
    root
}

/// The schema of the data alone, closed, for checking what is typed into a form.
pub fn data_schema(entry: &Entry) -> Value {
    let mut root = client_schema(entry);
    let defs = root["$defs"].take();
    let mut data = root["properties"]["data"].take();
    data["$schema"] = DIALECT.into();
    data["$defs"] = defs;
    data
}

/// The closed schema of any described type: what an HTTP body must be.
pub fn closed_schema<T: ToSchema>() -> Value {
    let mut named = Vec::new();
    T::schemas(&mut named);
    let (mut root, mut defs) = assemble(&T::schema(), named);
    for schema in defs.values_mut().chain([&mut root]) {
        bound_years(schema);
        close(schema);
    }
    root["$schema"] = DIALECT.into();
    root["$defs"] = Value::Object(defs);
    root
}

/// JSON pointers, relative to the data, of every [`Secret`] in it.
pub fn secret_pointers(entry: &Entry) -> Vec<String> {
    let (data, defs) = parts(entry);
    let mut found = Vec::new();
    find_secrets(&data, &defs, String::new(), &mut found);
    found
}

fn find_secrets(schema: &Value, defs: &Map<String, Value>, at: String, found: &mut Vec<String>) {
    if let Some(name) = schema["$ref"].as_str().and_then(|r| r.strip_prefix("#/$defs/")) {
        if name == Secret::SCHEMA_NAME {
            found.push(at);
        } else if let Some(target) = defs.get(name) {
            find_secrets(target, defs, at, found);
        }
        return;
    }
    for variant in ["oneOf", "anyOf", "allOf"].iter().filter_map(|k| schema[*k].as_array()).flatten() {
        find_secrets(variant, defs, at.clone(), found);
    }
    for (name, property) in schema["properties"].as_object().into_iter().flatten() {
        find_secrets(property, defs, format!("{at}/{name}"), found);
    }
}

fn uuid() -> Value {
    json!({"type": "string", "format": "uuid"})
}

fn envelope(entry: &Entry, optional: &[&str]) -> Value {
    let event = entry.event;
    let mut root = json!({
        "$schema": DIALECT,
        "$id": format!("{}.json", event.name),
        "title": event.name,
        "x-version": event.version.to_string(),
        "type": "object",
        "required": ["schema_version", "event_type", "client_generated_id", "user_id", "timestamp", "data"],
        "properties": {
            "schema_version": {"type": "string", "pattern": format!("^{}\\.[0-9]{{1,4}}\\.[0-9]{{1,4}}$", event.version.major)},
            "event_type": {"const": event.name},
            "client_generated_id": uuid(),
            "user_id": uuid(),
            "subject_user_id": uuid(),
            "timestamp": {"type": "string", "format": "date-time"},
            "source_service": {"type": "string", "maxLength": 64},
        },
    });
    for name in optional {
        root["properties"][*name] = json!({"type": "string", "maxLength": 64});
    }
    if event.kind.is_final_on_202() {
        root["x-final-on-202"] = true.into();
    }
    root
}

fn parts(entry: &Entry) -> (Value, Map<String, Value>) {
    let (schema, named) = (entry.schema)();
    assemble(&schema, named)
}

fn assemble(schema: &RefOr<Schema>, named: Vec<(String, RefOr<Schema>)>) -> (Value, Map<String, Value>) {
    let mut defs: Map<String, Value> = named.into_iter().map(|(name, schema)| (name, to_json(&schema))).collect();
    let named = defs.clone();
    let mut data = to_json(schema);
    merge_all_of(&mut data, &named);
    defs.values_mut().for_each(|schema| merge_all_of(schema, &named));
    retain_used(&data, &mut defs);
    (data, defs)
}

/// A flattened field is an `allOf`; one object in its place can be closed, and reads better.
fn merge_all_of(value: &mut Value, named: &Map<String, Value>) {
    let Value::Object(map) = value else {
        if let Value::Array(items) = value {
            items.iter_mut().for_each(|item| merge_all_of(item, named));
        }
        return;
    };
    if let Some(Value::Array(members)) = map.remove("allOf") {
        map.insert("type".into(), "object".into());
        for mut member in members {
            if let Some(target) = member["$ref"].as_str().and_then(|r| named.get(r.strip_prefix("#/$defs/")?)) {
                member = target.clone();
            }
            merge_all_of(&mut member, named);
            let properties = map.entry("properties").or_insert_with(|| json!({}));
            if let (Some(into), Some(from)) = (properties.as_object_mut(), member["properties"].as_object()) {
                into.extend(from.clone());
            }
            let required = map.entry("required").or_insert_with(|| json!([]));
            if let (Some(into), Some(from)) = (required.as_array_mut(), member["required"].as_array()) {
                into.extend(from.clone());
            }
        }
    }
    map.values_mut().for_each(|inner| merge_all_of(inner, named));
}

fn retain_used(data: &Value, defs: &mut Map<String, Value>) {
    let mut used = std::collections::BTreeSet::new();
    let mut open = vec![data.clone()];
    while let Some(value) = open.pop() {
        match &value {
            Value::Object(map) => {
                if let Some(name) = map.get("$ref").and_then(Value::as_str).and_then(|r| r.strip_prefix("#/$defs/"))
                    && used.insert(name.to_owned())
                {
                    open.extend(defs.get(name).cloned());
                }
                open.extend(map.values().cloned());
            }
            Value::Array(items) => open.extend(items.iter().cloned()),
            _ => {}
        }
    }
    defs.retain(|name, _| used.contains(name));
}

fn to_json(schema: &RefOr<Schema>) -> Value {
    let mut value = serde_json::to_value(schema).unwrap_or_default();
    rewrite_refs(&mut value);
    value
}

fn rewrite_refs(value: &mut Value) {
    match value {
        Value::Object(map) => {
            if let Some(Value::String(target)) = map.get_mut("$ref") {
                *target = target.replace("#/components/schemas/", "#/$defs/");
            }
            map.values_mut().for_each(rewrite_refs);
        }
        Value::Array(items) => items.iter_mut().for_each(rewrite_refs),
        _ => {}
    }
}

/// No field that is not named.
fn close(schema: &mut Value) {
    each(schema, &mut |map| {
        if map.get("properties").is_some_and(Value::is_object) {
            map.insert("additionalProperties".into(), false.into());
        }
    });
}

fn bound_years(schema: &mut Value) {
    each(schema, &mut |map| {
        if matches!(map.get("format").and_then(Value::as_str), Some("date" | "date-time")) {
            map.insert("pattern".into(), YEARS_PATTERN.into());
        }
    });
}

fn each(value: &mut Value, change: &mut impl FnMut(&mut Map<String, Value>)) {
    match value {
        Value::Object(map) => {
            change(map);
            map.values_mut().for_each(|inner| each(inner, change));
        }
        Value::Array(items) => items.iter_mut().for_each(|inner| each(inner, change)),
        _ => {}
    }
}
