use crate::edge;

#[derive(Clone, Copy, clap::ValueEnum)]
enum Form {
    /// specs/routes.json
    Table,
    /// An Ingress of Kubernetes.
    Ingress,
    /// Routes and the token filter of an Envoy.
    Envoy,
}

#[derive(clap::Args)]
pub(super) struct Args {
    #[arg(long = "as", value_enum, default_value = "table")]
    form: Form,
    /// Who signs tokens, and for whom, as TAPER_PUBLIC_URL says it (for an Envoy).
    #[arg(long, default_value = "https://taper.example")]
    public_url: String,
}

/// Writes the route table to standard output: which service answers which path, for whoever stands in front
/// of processes of single services.
pub(super) fn run(args: &Args) -> anyhow::Result<()> {
    let routes = edge::routes()?;
    match args.form {
        Form::Table => {
            let lines = routes.iter().map(serde_json::to_string).collect::<Result<Vec<_>, _>>()?;
            println!("[\n  {}\n]", lines.join(",\n  "));
        }
        Form::Ingress => print!("{}", edge::written(&edge::ingress(&routes)?)?),
        Form::Envoy => print!("{}", edge::written(&edge::envoy(&routes, &args.public_url)?)?),
    }
    Ok(())
}
