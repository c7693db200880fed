using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace MemberHub.Data.Conversions;

/// <summary>The society's settings as one JSON document, so that a new setting needs no migration.</summary>
internal sealed class SettingsConverter() : ValueConverter<SocietySettings, string>(
    settings => ReadableJson.Write(settings),
    text => ReadableJson.Read<SocietySettings>(text));
