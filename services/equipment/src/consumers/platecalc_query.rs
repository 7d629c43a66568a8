use taper_events::Unit;
use taper_events::equipment::PlatecalcQuery;
use taper_service::prelude::*;

/// Counts what people work out, if they allow it; what it was for whom is kept nowhere.
pub(crate) async fn platecalc_query(_: &mut Tx, event: &Event<PlatecalcQuery>) -> Handled {
    let unit = match event.data.unit {
        Unit::Kg => "kg",
        Unit::Lb => "lb",
    };
    metrics::counter!("platecalc_queries_total", "machine" => event.data.machine.name(), "unit" => unit).increment(1);
    Ok(())
}
