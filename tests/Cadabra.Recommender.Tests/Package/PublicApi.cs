using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Cadabra.Recommender.Tests.Package;

/// <summary>
/// Writes the public types of an assembly and, indented below each, its members as lines of C#, sorted by name. What the compiler adds to a record
/// is left out; the word says it.
/// </summary>
internal static class PublicApi
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly NullabilityInfoContext Nullability = new();

    public static IEnumerable<string> Lines(Assembly assembly)
    {
        foreach (Type type in assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            yield return Header(type);
            foreach (string member in Members(type))
            {
                yield return "    " + member;
            }
        }
    }

    private static string Header(Type type)
    {
        string modifiers = type switch
        {
            { IsEnum: true } => "enum",
            { IsInterface: true } => "interface",
            { IsValueType: true } => (type.IsDefined(typeof(IsReadOnlyAttribute)) ? "readonly " : "") + (IsRecord(type) ? "record struct" : "struct"),
            { IsAbstract: true, IsSealed: true } => "static class",
            _ => (type.IsAbstract ? "abstract " : type.IsSealed ? "sealed " : "") + (IsRecord(type) ? "record" : "class"),
        };
        IEnumerable<Type> bases = type.IsEnum ? [] : type.GetInterfaces().Where(implemented => implemented.IsPublic && !implemented.Name.StartsWith("IEquatable", StringComparison.Ordinal));
        if (type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType) && parent != typeof(Enum))
        {
            bases = bases.Prepend(parent);
        }

        string inherited = string.Join(", ", bases.Select(Name).Order(StringComparer.Ordinal));
        return $"{modifiers} {type.Namespace}.{Name(type)}{(inherited.Length > 0 ? " : " + inherited : "")}";
    }

    private static IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum)
        {
            return Enum.GetValues(type).Cast<object>().Select(value => $"{value} = {Convert.ToInt64(value, CultureInfo.InvariantCulture)}");
        }

        return type.GetMembers(Declared)
            .Select(member => (member.Name, Text: Text(member)))
            .Where(member => member.Text is not null)
            .OrderBy(member => member.Name, StringComparer.Ordinal)
            .ThenBy(member => member.Text, StringComparer.Ordinal)
            .Select(member => member.Text!);
    }

    private static string? Text(MemberInfo member) => member switch
    {
        ConstructorInfo constructor when IsVisible(constructor) => Constructor(constructor),
        FieldInfo field when field.IsPublic || field.IsFamily => Field(field),
        PropertyInfo property when property.GetAccessors(nonPublic: true).Any(IsVisible) => Property(property),
        MethodInfo method when IsVisible(method) && !method.IsSpecialName && !IsGenerated(method) => Method(method),
        EventInfo @event when IsVisible(@event.AddMethod!) => $"event {Name(@event.EventHandlerType!)} {@event.Name}",
        _ => null,
    };

    private static string Constructor(ConstructorInfo constructor) => $"new({Parameters(constructor.GetParameters())})";

    private static string Field(FieldInfo field) =>
        $"{(field.IsLiteral ? "const " : field.IsStatic ? "static " : "")}{Name(Nullability.Create(field))} {field.Name}{(field.IsLiteral ? $" = {Value(field.GetRawConstantValue())}" : "")}";

    private static string Property(PropertyInfo property)
    {
        string name = property.GetIndexParameters() is { Length: > 0 } index ? $"this[{Parameters(index)}]" : property.Name;
        bool isRequired = property.IsDefined(typeof(RequiredMemberAttribute));
        bool isInit = property.SetMethod?.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) == true;
        string setter = property.SetMethod is { } set && IsVisible(set) ? (isInit ? " init;" : " set;") : "";
        return $"{Static(property.GetMethod!)}{(isRequired ? "required " : "")}{Name(Nullability.Create(property))} {name} {{ get;{setter} }}";
    }

    private static string Method(MethodInfo method)
    {
        string generic = method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(Name))}>" : "";
        return $"{Static(method)}{Name(Nullability.Create(method.ReturnParameter))} {method.Name}{generic}({Parameters(method.GetParameters())})";
    }

    private static string Parameters(ParameterInfo[] parameters) => string.Join(", ", parameters.Select(parameter =>
    {
        string modifier = parameter.IsOut ? "out " : parameter.ParameterType.IsByRef ? (parameter.IsIn ? "in " : "ref ") : "";
        return $"{modifier}{Name(Nullability.Create(parameter))} {parameter.Name}{(parameter.HasDefaultValue ? $" = {Value(parameter.DefaultValue)}" : "")}";
    }));

    private static string Name(NullabilityInfo info)
    {
        bool isNullableReference = !info.Type.IsValueType && info.ReadState == NullabilityState.Nullable;
        return Name(info.Type.IsByRef ? info.Type.GetElementType()! : info.Type) + (isNullableReference ? "?" : "");
    }

    private static string Name(Type type)
    {
        if (type.IsArray)
        {
            return Name(type.GetElementType()!) + "[]";
        }

        string name = type switch
        {
            _ when type == typeof(void) => "void",
            _ when type == typeof(bool) => "bool",
            _ when type == typeof(byte) => "byte",
            _ when type == typeof(int) => "int",
            _ when type == typeof(long) => "long",
            _ when type == typeof(float) => "float",
            _ when type == typeof(double) => "double",
            _ when type == typeof(string) => "string",
            _ => type.Name.Split('`')[0],
        };
        return type.IsGenericType ? $"{name}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>" : name;
    }

    private static string Value(object? value) => value switch
    {
        null => "default",
        string text => $"\"{text}\"",
        bool flag => flag ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string Static(MethodBase method) => method.IsStatic ? "static " : "";

    private static bool IsVisible(MethodBase method) => method.IsPublic || (method.IsFamily && !method.DeclaringType!.IsSealed);

    private static bool IsGenerated(MemberInfo member) => member.IsDefined(typeof(CompilerGeneratedAttribute));

    private static bool IsRecord(Type type) => type.GetMethod("PrintMembers", Declared) is { } method && IsGenerated(method);
}
