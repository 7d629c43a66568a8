use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use taper_events::identity::Role;
use taper_events::{TimeZone, UserId};
use uuid::Uuid;

use crate::domain::user::User;

struct Row {
    id: Uuid,
    email: String,
    password_hash: String,
    display_name: Option<String>,
    locale: String,
    time_zone: String,
    roles: Vec<String>,
    store_key: String,
    is_verified: bool,
    version: i64,
    created_at: DateTime<Utc>,
}

impl From<Row> for User {
    fn from(row: Row) -> Self {
        Self {
            id: row.id.into(),
            email: row.email,
            password_hash: row.password_hash,
            display_name: row.display_name,
            locale: row.locale,
            time_zone: row.time_zone.parse().unwrap_or(TimeZone::UTC),
            roles: row.roles.iter().filter_map(|name| Role::named(name)).collect(),
            store_key: row.store_key,
            is_verified: row.is_verified,
            version: row.version,
            created_at: row.created_at,
        }
    }
}

pub(crate) async fn find(db: &mut PgConnection, id: UserId) -> Result<Option<User>, sqlx::Error> {
    let row = sqlx::query_as!(
        Row,
        r#"select id, email, password_hash, display_name, locale, time_zone, roles, store_key,
                  verified_at is not null as "is_verified!", version, created_at
           from identity.users where id = $1"#,
        id.0
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(Into::into))
}

/// The account, held until the transaction ends.
pub(crate) async fn find_for_update(db: &mut PgConnection, id: UserId) -> Result<Option<User>, sqlx::Error> {
    let row = sqlx::query_as!(
        Row,
        r#"select id, email, password_hash, display_name, locale, time_zone, roles, store_key,
                  verified_at is not null as "is_verified!", version, created_at
           from identity.users where id = $1 for no key update"#,
        id.0
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(Into::into))
}

/// The account of an address, however it is capitalised.
pub(crate) async fn find_by_email(db: &mut PgConnection, email: &str) -> Result<Option<User>, sqlx::Error> {
    let row = sqlx::query_as!(
        Row,
        r#"select id, email, password_hash, display_name, locale, time_zone, roles, store_key,
                  verified_at is not null as "is_verified!", version, created_at
           from identity.users where lower(email) = lower($1)"#,
        email
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(Into::into))
}

pub(crate) async fn count(db: &mut PgConnection) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar!(r#"select count(*) as "count!" from identity.users"#).fetch_one(db).await
}

/// Creates an account that nobody can sign in to yet. An unverified one of the same address takes
/// over what was submitted last, and keeps its name if that has none; a verified one stays as it is, and none is returned.
pub(crate) async fn put_unverified(db: &mut PgConnection, user: &User) -> Result<Option<UserId>, sqlx::Error> {
    let id = sqlx::query_scalar!(
        "insert into identity.users as u
            (id, email, password_hash, display_name, locale, time_zone, roles, store_key, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
         on conflict (lower(email)) do update set
            password_hash = excluded.password_hash,
            display_name = coalesce(excluded.display_name, u.display_name), locale = excluded.locale,
            time_zone = excluded.time_zone, version = u.version + 1
         where u.verified_at is null
         returning id",
        user.id.0,
        user.email,
        user.password_hash,
        user.display_name,
        user.locale,
        user.time_zone.to_string(),
        &user.role_names(),
        user.store_key,
        user.created_at
    )
    .fetch_optional(db)
    .await?;
    Ok(id.map(UserId))
}

/// Lets an unverified account in, with this password and these roles. None if it is verified already.
pub(crate) async fn activate(
    db: &mut PgConnection,
    id: UserId,
    password_hash: &str,
    roles: &[Role],
    now: DateTime<Utc>,
) -> Result<Option<User>, sqlx::Error> {
    let row = sqlx::query_as!(
        Row,
        r#"update identity.users
           set verified_at = $4, password_hash = $2, roles = $3, version = version + 1
           where id = $1 and verified_at is null
           returning id, email, password_hash, display_name, locale, time_zone, roles, store_key,
                     verified_at is not null as "is_verified!", version, created_at"#,
        id.0,
        password_hash,
        &names(roles),
        now
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(Into::into))
}

pub(crate) async fn set_password(db: &mut PgConnection, id: UserId, password_hash: &str) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "update identity.users set password_hash = $2, version = version + 1 where id = $1",
        id.0,
        password_hash
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Takes the language of the app's settings over, unless newer ones were taken over before.
pub(crate) async fn set_locale(
    db: &mut PgConnection,
    id: UserId,
    locale: &str,
    app_settings_version: i64,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "update identity.users set
            version = version + case when locale <> $2 then 1 else 0 end, locale = $2, app_settings_version = $3
         where id = $1 and app_settings_version < $3",
        id.0,
        locale,
        app_settings_version
    )
    .execute(db)
    .await?;
    Ok(())
}

pub(crate) async fn set_roles(db: &mut PgConnection, id: UserId, roles: &[Role]) -> Result<(), sqlx::Error> {
    sqlx::query!("update identity.users set roles = $2, version = version + 1 where id = $1", id.0, &names(roles))
        .execute(db)
        .await?;
    Ok(())
}

/// Deletes the account of an address if nobody has proven to have the address.
pub(crate) async fn delete_unverified(db: &mut PgConnection, email: &str) -> Result<(), sqlx::Error> {
    sqlx::query!("delete from identity.users where lower(email) = lower($1) and verified_at is null", email)
        .execute(db)
        .await?;
    Ok(())
}

/// Gives the account a new address. False if another account has it.
pub(crate) async fn set_email(db: &mut PgConnection, id: UserId, email: &str) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "update identity.users u set email = $2, version = version + 1
         where id = $1 and not exists (
            select 1 from identity.users o where lower(o.email) = lower($2) and o.id <> $1)",
        id.0,
        email
    )
    .execute(db)
    .await;
    match done {
        Ok(done) => Ok(done.rows_affected() > 0),
        // Two accounts asked for it at the same moment; the other was first.
        Err(sqlx::Error::Database(error)) if error.constraint() == Some("users_email") => Ok(false),
        Err(error) => Err(error),
    }
}

fn names(roles: &[Role]) -> Vec<String> {
    roles.iter().map(|role| role.name().to_owned()).collect()
}
